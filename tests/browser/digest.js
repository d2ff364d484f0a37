// digest.js LLMCOST SCENARIO... - what the engine in a page writes, run by Node.js without a browser:
// every byte of the article of each scenario is the one that the command line wrote.
'use strict';
const { execFileSync } = require('child_process');
const { gunzipSync } = require('zlib');
const [llmcost, ...scenarios] = process.argv.slice(2);
let engine, passed = 0, failed = 0;

const between = (page, from, to) => {
  const start = page.indexOf(from), text = page.indexOf('>\n', start) + 2;
  return start < 0 ? '' : page.slice(text, page.indexOf(to, text));
};
function put(what, text) {
  const bytes = Buffer.from(text), at = engine.room(what, bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  return bytes.length;
}
/* Base 93 as html.h has it, by a table of digits and numbers of any size. */
function bytes(text, count) {
  const digits = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => !'<['.includes(c));
  digits.push(' ');
  let held = 0n, bits = 0n;
  const out = [];
  for (let i = 0; i < text.length; i += 2) {
    const pair = digits.indexOf(text[i]) + 93 * digits.indexOf(text[i + 1]);
    held += BigInt(pair) << bits;
    bits += pair % 8192 < 93 * 93 - 8192 ? 14n : 13n;
    for (; bits >= 8n; bits -= 8n, held >>= 8n) out.push(Number(held & 255n));
  }
  return Buffer.from(out.slice(0, count));
}
function article(page) {
  const [tag] = page.match(/<script type="application\/wasm"[^>]*>/);
  engine ??= new WebAssembly.Instance(new WebAssembly.Module(gunzipSync(
    bytes(between(page, tag.slice(0, 30), '\n</script>'), +/data-bytes="(\d+)"/.exec(tag)[1])))).exports;
  if (!engine.open(put(0, between(page, '<script type="text/plain"', '</script>')))) return 'it does not open';
  if (!engine.set(put(1, ''))) return 'it is refused';
  engine.article(1, 1);
  return Buffer.from(engine.memory.buffer, engine.text(), engine.length()).toString();
}

for (const scenario of scenarios) {
  let page;
  try {
    page = execFileSync(llmcost, [scenario, '-f', 'html'], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 }).toString();
  } catch (error) {
    console.log(`${scenario}: no page`);
    failed++;
    continue;
  }
  const written = between(page, '<article', '</article>');
  const again = article(page);
  if (again === written && written !== '') { passed++; continue; }
  failed++;
  const at = [...written].findIndex((c, i) => c !== again[i]);
  console.log(`${scenario}: "${written.slice(at - 20, at + 60)}" is "${again.slice(at - 20, at + 60)}" in the page`);
}
console.log(`digest: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
