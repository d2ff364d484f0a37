// editor.js MODULES SCHEMA SCENARIO... - what an editor makes of the schema of scenarios.
// ajv takes the schema and every scenario; yaml-language-server, spoken to as an editor does, shows
// each key's own text and offers names. Prints what is not so, then "editor: N passed, M failed".
// To ask another thing of the editor: a row of `hovers` or of `offers`.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const [modules, schemaFile, ...scenarios] = process.argv.slice(2).map((name) => path.resolve(name));
const load = (name) => require(path.join(modules, name));
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));
let passed = 0;
let failed = 0;

function is(what, good) {
  if (good) passed++;
  else { failed++; console.log(`editor: not so: ${what}`); }
}

const hovers = [ // key, a part of its own text and one that only another key has
  { at: 'requests_per_day', says: 'Requests that users make in a day' },
  { at: 'gpu_hour', says: 'GPU', not: 'Input tokens' },
  { at: 'input_per_mtok', says: 'Price of 1,000,000 input tokens' },
  { at: 'output_per_mtok', says: 'Price of 1,000,000 output tokens' },
  { at: 'burst', says: 'Peak within an hour' },
];

const offers = [ // what is typed so far, behind "KEY: ", and a name that is offered
  { section: 'apis', key: 'from', name: 'gpt-4o-mini' },
  { section: 'apis', key: 'tier', name: 'batch' },
  { section: 'hosts', key: 'gpu', name: 'h100-sxm' },
  { section: 'hosts', key: 'model', name: 'llama-3.3-70b' },
  { section: 'hosts', key: 'precision', name: 'fp8' },
  { section: 'hosts', key: 'rental', name: 'nebius' },
  { section: 'workload', key: 'load', name: 'office-hours' },
];

function validate() {
  const Ajv = load('ajv').default || load('ajv');
  const yaml = load('yaml');
  const ajv = new Ajv({ strict: false, allErrors: true });
  const check = ajv.compile(schema);
  is('the schema has an $id', typeof schema.$id === 'string' && schema.$id !== '');
  for (const name of scenarios) {
    const text = yaml.parse(fs.readFileSync(name, 'utf8'), { version: '1.2' });
    is(`${path.basename(name)}: ${JSON.stringify(check.errors)}`, check(text));
  }
  is('a misspelt key is refused', !check({ version: 1, workload: { input_token: 1 }, apis: {} }));
}

// ---- A client of the language server

class Editor {
  constructor() {
    const server = path.join(modules, 'yaml-language-server/bin/yaml-language-server');
    this.server = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.waiting = new Map();
    this.data = Buffer.alloc(0);
    this.count = 0;
    this.server.stdout.on('data', (data) => this.read(data));
  }

  read(data) {
    this.data = Buffer.concat([this.data, data]);
    for (;;) {
      const end = this.data.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.data.toString('utf8', 0, end))[1]);
      if (this.data.length < end + 4 + length) return;
      const message = JSON.parse(this.data.toString('utf8', end + 4, end + 4 + length));
      this.data = this.data.subarray(end + 4 + length);
      if (message.method && message.id !== undefined) // it asks: no configuration of ours
        this.write({ id: message.id, result: message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null });
      else if (this.waiting.has(message.id)) this.waiting.get(message.id)(message.result);
    }
  }

  write(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method, params) {
    const id = ++this.count;
    this.write({ id, method, params });
    return new Promise((done) => this.waiting.set(id, done));
  }

  tell(method, params) { this.write({ method, params }); }

  open(name, text) {
    const uri = `file:///tmp/${name}.yaml`;
    this.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return { uri };
  }
}

async function edit() {
  const editor = new Editor();
  const modeline = `# yaml-language-server: $schema=${schemaFile}\n`;
  await editor.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
  editor.tell('initialized', {});
  editor.tell('workspace/didChangeConfiguration', { settings: { yaml: { completion: true, hover: true, schemaStore: { enable: false } } } });
  const text = `${modeline}version: 1
workload:
  requests_per_day: 1
  input_tokens: 1
  output_tokens: 1
  burst: 1
apis:
  a:
    input_per_mtok: 1
    output_per_mtok: {value: 1, basis: quoted}
hosts:
  b:
    requests_per_second: 1
    gpu_hour: 1
`;
  const textDocument = editor.open('hover', text);
  const lines = text.split('\n');
  for (const row of hovers) {
    const line = lines.findIndex((one) => one.trim().startsWith(`${row.at}:`));
    const position = { line, character: lines[line].indexOf(row.at) + 1 };
    const hover = JSON.stringify(await editor.ask('textDocument/hover', { textDocument, position })) || '';
    is(`hover of ${row.at}: ${hover}`, hover.includes(row.says) && !(row.not && hover.includes(row.not)));
  }
  for (const row of offers) {
    const indent = row.section === 'workload' ? '  ' : '    ';
    const id = row.section === 'workload' ? '' : '  x:\n';
    const asked = `${modeline}version: 1\n${row.section}:\n${id}${indent}${row.key}: \n`;
    const document = editor.open(`offer-${row.key}`, asked);
    const position = { line: row.section === 'workload' ? 3 : 4, character: indent.length + row.key.length + 2 };
    const list = await editor.ask('textDocument/completion', { textDocument: document, position });
    const labels = ((list && list.items) || []).map((item) => item.label);
    is(`completion of ${row.key}: ${labels.slice(0, 8)}`, labels.includes(row.name));
  }
  editor.server.kill();
}

validate();
edit().then(() => {
  console.log(`editor: ${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
});
