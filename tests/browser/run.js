// run.js LLMCOST MODULES [--pictures] - pages in one real browser, on a desk and on a phone, light and
// dark: no sideways scroll, no text that is small, pale or over another one, nothing loaded; nothing
// that axe-core finds (MODULES: where it is, or none); every section on paper; all controls by keyboard.
// What an engine writes for three values of each slider is what the command line writes; where
// nothing may run there are no controls. To add a page: a row of `pages`.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { promisify } = require('util');
const execFile = promisify(require('child_process').execFile);
const { launch } = require('./browser.js');
const { small } = require('./png.js');
const { ready, looks, paper, marks, focused } = require('./probe.js');
const { sliders, live, switches } = require('./live.js');

const [llmcost, modules, pictures] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'llmcost-browser.'));
const axeFile = path.join(modules, 'axe-core', 'axe.min.js');
const axe = fs.existsSync(axeFile) ? fs.readFileSync(axeFile, 'utf8') : '';
// The pauses in which a reader is waited for are cut short.
const hasty = '{ const late = setTimeout; window.setTimeout = (f, ms, ...v) => late(f, Math.min(ms, 20), ...v); }';
let browser, passed = 0, failed = 0, files = 0;

function say(what, wrong) {
  if (wrong.length === 0) { passed++; return; }
  failed++;
  console.log(`${what}: ${wrong.slice(0, 4).join('; ')}`);
}

const write = (name, text) => {
  const file = path.join(scratch, name);
  fs.writeFileSync(file, text);
  return file;
};
// A page that the command line writes.
async function make(...words) {
  const file = path.join(scratch, `${++files}.html`);
  await execFile(llmcost, [...words, '-o', file]);
  return file;
}

// A page open as `how` says, and then closed; nothing is loaded, asked or thrown in it.
async function visit(what, file, how, ask) {
  const page = await browser.open('file://' + file, how);
  const wrong = [];
  try {
    wrong.push(...await ask(page) ?? []);
  } catch (error) {
    wrong.push('threw: ' + error.message.split('\n')[0]);
  }
  wrong.push(...page.requests.map((url) => `asks for ${url}`), ...page.dialogs.map((text) => `says ${text}`),
    ...page.errors.map((text) => `throws ${text.split('\n')[0]}`));
  await page.close();
  say(what, wrong);
}

// Of a page in the other scheme nothing is new but its colours.
async function violations(page, onlyColours) {
  if (!axe) return [];
  if (!onlyColours) await page.run(axe);
  const rules = onlyColours ? { runOnly: ['color-contrast'] } : {};
  return page.run(async (how) => (await axe.run(document, { resultTypes: ['violations'], ...how })).violations
    .map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].target} ${v.nodes[0].failureSummary.split('\n')[1].trim()}`), rules);
}

async function look(name, file) {
  const has = fs.readFileSync(file, 'utf8').includes('id="engine"');
  for (const width of [1280, 390])
    await visit(`${name} at ${width}`, file, { width }, async (page) => {
      const wrong = [];
      if (await page.run(ready) !== has) wrong.push(has ? 'no controls' : 'controls');
      for (const dark of [false, true]) {
        await page.media({ dark, calm: dark });
        const seen = await page.run(looks), found = await violations(page, dark);
        wrong.push(...found.map((what) => `${dark ? 'dark' : 'light'}: ${what}`));
        if (seen !== 'wide 0 small 0 pale 0 over 0 moving 0') wrong.push(`${dark ? 'dark' : 'light'}: ${seen}`);
      }
      await page.media({ type: 'print' });
      const printed = await page.run(paper);
      if (printed !== '0 hidden, 0 controls, 0 closed') wrong.push('on paper ' + printed);
      return wrong;
    });
}

// Three values of a slider, as texts.
const values = ({ low, high, log, whole }) => [1, 5, 9].map((p) => {
  const v = log ? low * Math.exp(Math.log(high / low) * p / 10) : low + (high - low) * p / 10;
  return whole ? v.toFixed(0) : String(+v.toPrecision(3));
});

async function engine(name, scenario, file) {
  await visit(`${name}: its engine`, file, { before: hasty }, async (page) => {
    if (!await page.run(ready)) return ['no controls'];
    const expected = [];
    for (const slider of await page.run(sliders))
      for (const value of values(slider)) {
        const set = `${slider.path}=${value}`;
        const moved = await make(scenario, '--set', set).catch(() => null); // refused: no page
        if (!moved) continue;
        const html = fs.readFileSync(moved, 'utf8').replace(/^[^]*?<article[^>]*>\n/, '').replace(/<\/article>[^]*$/, '');
        fs.unlinkSync(moved);
        expected.push({ set, html });
      }
    const { stdout } = await execFile(llmcost, [scenario, '-f', 'json']);
    return expected.length === 0 ? ['nothing moves it'] : page.run(live, expected, stdout);
  });
}

async function keyboard(file) {
  await visit('by keyboard', file, { before: hasty }, async (page) => {
    const pause = () => page.run(() => new Promise((done) => setTimeout(done, 20)));
    if (!await page.run(ready)) return ['no controls'];
    const wrong = [], reached = new Set(), count = await page.run(marks);
    for (let i = 0; i < count + 5; i++) {
      await page.press('Tab');
      reached.add(await page.run(focused));
    }
    reached.delete('');
    if (reached.size !== count) wrong.push(`${reached.size} of ${count} controls are reached`);
    await page.run(() => document.querySelector('[type=range]').focus());
    for (let i = 0; i < 3; i++) await page.press('ArrowRight');
    await pause();
    if (!await page.run(() => document.body.matches('.moved') && document.activeElement.type === 'range' &&
      location.hash.length > 1)) wrong.push('an arrow moves nothing');
    for (const key of ['Tab', 'Enter']) await page.press(key);
    await pause();
    if (await page.run(() => document.body.matches('.moved'))) wrong.push('its button gives nothing back');
    await page.run(() => document.querySelector('.wide').focus());
    for (let i = 0; i < 2; i++) await page.press('ArrowRight');
    if (!await page.run(() => document.activeElement.title && document.querySelector('.why').textContent
      .endsWith(document.activeElement.title))) wrong.push('an arrow shows no path of a figure');
    return wrong;
  });
}

// Nothing that could be moved is shown where nothing can move it.
const bare = (what, file, how = {}) => visit(what, file, how, async (page) => {
  await new Promise((done) => setTimeout(done, 300));
  return await page.run(() => document.querySelector('aside, .live')) ? ['controls'] : [];
});

// Whatever a scenario may say as it likes: nothing of it runs.
const mark = '</script><script>document.documentElement.dataset.ran=1</script>' +
  '<img src=x onerror=document.documentElement.dataset.ran=1>\\"\'&amp;<!--';
const hostile = `version: 1
name: ${JSON.stringify(mark)}
notes: ${JSON.stringify(mark)}
workload: {requests_per_day: {value: 10000, source: ${JSON.stringify(mark)}}, input_tokens: 1000, output_tokens: 200}
apis: {a: {input_per_mtok: {min: 1, max: 3, source: ${JSON.stringify(mark)}}, output_per_mtok: 2}}
hosts:
  h: {gpu_hour: 1, requests_per_second: {value: 4, source: ${JSON.stringify(mark)}}, extra: {"<b onclick=x>'&amp;</td>": 500}}
`;

async function pages() {
  const chat = 'scenarios/support-chat.yaml', other = 'scenarios/owned-node.yaml';
  const chatPage = await make(chat), plain = fs.readFileSync(chatPage, 'utf8');
  const without = (name, from, to) => write(name, plain.replace(from, to));
  const several = await make(chat, other, 'scenarios/load-factor.yaml');
  const saved = path.join(scratch, 'saved.json');
  await execFile(llmcost, [chat, '-f', 'json', '-o', saved]);
  const mixed = await make(other, saved, chat);
  const twin = write('twin.yaml', fs.readFileSync(chat, 'utf8').replace(/^name: .*/m, 'name: Another chat'));
  const evil = write('hostile.yaml', hostile);
  const list = [
    () => bare('without scripts', write('plain.html', plain), { scripts: false }),
    () => bare('without WebAssembly', without('none.html', '<meta charset="utf-8">', '$&<script>delete window.WebAssembly</script>')),
    () => bare('where a policy forbids WebAssembly', without('strict.html', / 'wasm-unsafe-eval'/, '')),
    () => bare('where a policy forbids scripts', without('stricter.html', /; script-src[^;]*;/, ';')),
    () => bare('without its engine', without('empty.html', /<script type="application\/wasm"[^]*?<\/script>/, '')),
    async () => keyboard(await make(chat)),
    () => visit('several: its switch', several, {}, async (page) =>
      (await page.run(ready) ? page.run(switches) : ['no controls'])),
    () => visit('several, one of them saved: its switch', mixed, {}, async (page) =>
      (await page.run(ready) ? page.run(switches) : ['no controls'])),
    ...['report9', 'report0', 'report-1', 'report1e99', 'report', '%E0%A4%A', '--set', 'report2 --set', 'x'.repeat(5000)]
      .map((hash) => () => visit(`damaged address ${hash.slice(0, 20)}`, `${chatPage}#${hash}`, {}, async (page) =>
        (await page.run(ready) && await page.run(() => document.querySelector('article').getClientRects().length > 0 &&
          !document.body.matches('.moved')) ? [] : ['it is not as printed']))),
    () => visit('an address that sets nothing', `${chatPage}#--set burst`, { before: hasty }, async (page) => {
      for (let i = 0; i < 200 && !await page.run(() => document.querySelector('.refused')?.textContent); i++);
      const said = await page.run(() => document.querySelector('.refused').textContent);
      return /no number burst /.test(said) ? [] : [`it says "${said}"`];
    }),
    () => visit('a value that reads as an option', chatPage, { before: hasty }, async (page) => {
      if (!await page.run(ready)) return ['no controls'];
      const [value, moved] = await page.run(async () => {
        const pause = () => new Promise((done) => setTimeout(done, 20));
        const box = () => document.querySelector('.knob [type=text]');
        box().value = '5 --set burst=2 --set';
        box().dispatchEvent(new Event('change', { bubbles: true }));
        const { hash } = location;
        for (const go of ['', hash]) {
          location.hash = go;
          for (let i = 0; i < 5; i++) await pause();
        }
        return [box().value, document.querySelectorAll('.knob.moved').length];
      });
      return value === '5 --set burst=2 --set' && moved === 1 ? [] : [`it comes back as "${value}", ${moved} moved`];
    }),
    () => look('several', several),
    async () => engine('hostile names', evil, await make(evil)),
    async () => look('hostile names', await make(evil)),
    async () => look('a saved report', await make(saved)),
    async () => look('diff', await make('diff', chat, other)),
    async () => look('sweep', await make('sweep', other, 'horizon.months=12..60:5', 'workload.tokens_per_day=10M..1B:6:log')),
    async () => look('sweep of one input', await make('sweep', other, 'workload.tokens_per_day=10M..1B:6:log')),
    async () => look('no option serves', await make('tests/golden/files/unserved.yaml')),
    async () => look('portfolio', await make('portfolio', chat, twin)),
  ];
  const scenarios = fs.readdirSync('scenarios').filter((name) => name.endsWith('.yaml')).map((name) => 'scenarios/' + name);
  for (const file of [...scenarios, 'tests/golden/files/ranges.yaml'])
    list.push(async () => engine(file, file, await make(file)), async () => look(file, await make(file)));
  return list;
}

async function take() {
  const file = await make('scenarios/mix-between-50k-and-500k.yaml');
  fs.mkdirSync('scenarios/pictures', { recursive: true });
  for (const [name, width, height, dark] of [['decision', 1280, 2300, false], ['phone', 390, 1560, true]])
    await visit(name, file, { width, height, dark }, async (page) => {
      await page.run(ready);
      await page.run(() => new Promise((done) => setTimeout(done, 1000)));
      fs.writeFileSync(`scenarios/pictures/${name}.png`, small(await page.picture()));
    });
}

async function main() {
  browser = await launch(path.join(scratch, 'profile'));
  if (pictures) await take();
  else {
    const left = await pages();
    const work = async () => { for (let next; (next = left.shift());) await next().catch((error) => say('run.js', [error.message])); };
    await Promise.all([work(), work()]);
  }
  await browser.close();
}

main().catch((error) => say('the browser', [error.message])).finally(() => {
  fs.rmSync(scratch, { recursive: true, force: true });
  if (!axe) console.log('browser: axe-core is left out, there is none');
  console.log(`browser: ${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
});
