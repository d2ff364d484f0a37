// png.js - a picture of a page with the 256 colours that it has most of, a third of the bytes: what
// stands between two of them is the soft edge of a letter. Knows what a browser writes: 8 bits of
// RGB, not interlaced; refuses to know others.
'use strict';
const zlib = require('zlib');

const CHANNELS = 3, MOST_COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunks(png) {
  const all = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    all.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return all;
}

// What a filter foretells of a byte from those to the left, above, and above to the left.
function foretold(filter, left, above, corner) {
  const sum = left + above - corner;
  const [a, b, c] = [left, above, corner].map((v) => Math.abs(sum - v));
  return [0, left, above, (left + above) >> 1, a <= b && a <= c ? left : b <= c ? above : corner][filter];
}

function pixels(png) {
  const all = chunks(png), head = all[0].data;
  const width = head.readUInt32BE(0), height = head.readUInt32BE(4), row = width * CHANNELS;
  if (head[8] !== 8 || head[9] !== 2 || head[12] !== 0) throw new Error('another kind of PNG');
  const raw = zlib.inflateSync(Buffer.concat(all.filter((c) => c.type === 'IDAT').map((c) => c.data)));
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < row; x++) {
      const at = y * row + x, left = x >= CHANNELS ? out[at - CHANNELS] : 0, above = y > 0 ? out[at - row] : 0;
      const corner = x >= CHANNELS && y > 0 ? out[at - row - CHANNELS] : 0;
      out[at] = raw[y * (row + 1) + 1 + x] + foretold(raw[y * (row + 1)], left, above, corner);
    }
  return { width, height, out };
}

// The number that stands for each colour, and the colours of the numbers.
function palette(out) {
  const seen = new Map();
  for (let at = 0; at < out.length; at += CHANNELS) {
    const colour = out.readUIntBE(at, CHANNELS);
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const colours = [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_COLOURS).map(([colour]) => colour);
  const far = (a, b) => [16, 8, 0].reduce((sum, shift) => sum + ((a >> shift & 255) - (b >> shift & 255)) ** 2, 0);
  const numbers = new Map([...seen.keys()].map((colour) =>
    [colour, colours.reduce((best, other, i) => (far(colour, other) < far(colour, colours[best]) ? i : best), 0)]));
  return { colours, numbers };
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(type, data) {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function small(png) {
  const { width, height, out } = pixels(png);
  const { colours, numbers } = palette(out);
  const head = Buffer.from(chunks(png)[0].data), raw = Buffer.alloc((width + 1) * height);
  head[9] = 3; // colours by number
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      raw[y * (width + 1) + 1 + x] = numbers.get(out.readUIntBE((y * width + x) * CHANNELS, CHANNELS));
  const table = Buffer.from(colours.flatMap((colour) => [colour >> 16, colour >> 8 & 255, colour & 255]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('PLTE', table),
    chunk('IDAT', zlib.deflateSync(raw, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

module.exports = { small };
