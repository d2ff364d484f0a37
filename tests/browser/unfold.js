/* unfold.js - the engine as it is in a page, made WebAssembly by the function of page.js that does so. */
const { readFileSync } = require('fs');
const { join } = require('path');
const { gunzipSync } = require('zlib');

const page = readFileSync(join(__dirname, '../../src/print/page/page.js'), 'utf8');
const unfold = (0, eval)(page.match(/^  const unfold = ([^]*?\n  });/m)[1]);

module.exports = (packed) => unfold(new Uint8Array(gunzipSync(packed)));
