/* engine.js ENGINE SNAPSHOT - what bench_engine.c asks, of WebAssembly: the same two figures. */
const fs = require('fs');
const [, , packed, snapshot] = process.argv;
const bytes = require('zlib').gunzipSync(fs.readFileSync(packed));
const x = new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports;
const put = (what, text) => {
  const own = new TextEncoder().encode(text), at = x.room(what, own.length);
  new Uint8Array(x.memory.buffer, at, own.length).set(own);
  return own.length;
};
if (!x.open(put(0, fs.readFileSync(snapshot, 'utf8')))) process.exit(1);
const rounds = 60;
for (const whole of [0, 1]) {
  const times = [];
  for (let i = 0; i < 2 * rounds; i++) { /* the first ones are compiled on the way */
    const began = process.hrtime.bigint();
    if (!x.set(put(1, `workload.requests_per_day=${100000 + 1000 * (i % rounds)}\n`))) process.exit(1);
    if (!x.article(whole, 1, 0)) process.exit(1);
    times.push(Number(process.hrtime.bigint() - began) / 1e3);
  }
  console.log(times.slice(rounds).sort((a, b) => a - b)[rounds / 4].toFixed(1));
}
