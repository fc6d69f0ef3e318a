// A QR code (ISO/IEC 18004) of bytes, of level L, with the checkerboard for a mask: the page's address on paper.
const QR_CHECKS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28];
const QR_BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25];

// The code as SVG, named `title`; null if the text is longer than a code can hold.
function qrCode(text, title) {
  const bytes = new TextEncoder().encode(text);
  const version = QR_BLOCKS.findIndex((_, place) => bytes.length + (place < 9 ? 2 : 3) <= qrRoom(place + 1)) + 1;
  if (!version) return null;
  const { size, dark, isFixed } = qrPatterns(version);
  const words = qrWords(version, bytes);
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (isFixed[y][x]) continue;
        dark[y][x] = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) ^ ((x + y) % 2 === 0);
        bit += 1;
      }
    }
  }
  const lines = dark.map((row, y) => `M2 ${y + 2}.5${row.map((is) => (is ? "h1" : "m1 0")).join("")}`).join("");
  const box = size + 4;
  return safe(`<svg viewBox="0 0 ${box} ${box}" class="qr"><title>${e(title)}</title><path stroke="#000" d="${lines}"/></svg>`);
}

const qrChecks = (version) => QR_CHECKS[version - 1] ?? 30;

// How many bytes a version has for data, after the bits that say how many there are.
function qrRoom(version) {
  const aligned = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const taken = (aligned && (25 * aligned - 10) * aligned - 55) + (version > 6 ? 36 : 0);
  return ((((16 * version + 128) * version + 64 - taken) / 8) | 0) - qrChecks(version) * QR_BLOCKS[version - 1];
}

// Data and checks of all blocks, in the order in which they are drawn.
function qrWords(version, bytes) {
  const room = qrRoom(version), blocks = QR_BLOCKS[version - 1], checks = qrChecks(version);
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  const halves = [4, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const data = Array.from({ length: halves.length / 2 }, (_, place) => (halves[2 * place] << 4) | halves[2 * place + 1]).slice(0, room);
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  const short = Math.floor(room / blocks), longer = room % blocks;
  const parts = Array.from({ length: blocks }, (_, place) => {
    const start = place * short + Math.max(0, place - (blocks - longer));
    return data.slice(start, start + short + (place >= blocks - longer));
  });
  const checked = parts.map((part) => qrRemainder(part, checks));
  const interleaved = (lists, length) =>
    Array.from({ length }, (_, place) => lists.map((list) => list[place])).flat().filter((word) => word !== undefined);
  return [...interleaved(parts, short + 1), ...interleaved(checked, checks)];
}

function qrTimes(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
}

// The check words of Reed and Solomon for some data.
function qrRemainder(data, degree) {
  let divisor = [1], root = 1;
  for (let place = 0; place < degree; place++, root = qrTimes(root, 2)) {
    divisor = [...divisor, 0].map((each, at) => each ^ (at ? qrTimes(divisor[at - 1], root) : 0));
  }
  let rest = Array(degree).fill(0);
  for (const word of data) {
    const factor = word ^ rest[0];
    rest = [...rest.slice(1), 0].map((each, at) => each ^ qrTimes(divisor[at + 1], factor));
  }
  return rest;
}

// What every code of a version has: which modules are fixed, and which of them are dark.
function qrPatterns(version) {
  const size = 17 + 4 * version;
  const grid = () => Array.from({ length: size }, () => Array(size).fill(0));
  const dark = grid(), isFixed = grid();
  const set = (x, y, is) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    dark[y][x] = Number(is);
    isFixed[y][x] = 1;
  };
  const square = (x, y, radius, isDark) => {
    for (let dx = -radius; dx <= radius; dx++) {
      for (let dy = -radius; dy <= radius; dy++) set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  const count = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const step = count && Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
  const centers = Array.from({ length: count }, (_, place) => (place ? size - 7 - (count - 1 - place) * (version === 32 ? 26 : step) : 6));
  for (const x of centers) {
    for (const y of centers) {
      if ((x === 6 && (y === 6 || y === size - 7)) || (y === 6 && x === size - 7)) continue;
      square(x, y, 2, (ring) => ring !== 1);
    }
  }
  // Level L and mask 0, with their checks (table C.1).
  const format = 0x77c4;
  for (let bit = 0; bit < 15; bit++) {
    const is = (format >> bit) & 1;
    set(8, bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, is);
    set(bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, 8, is);
  }
  set(8, size - 8, 1);
  if (version > 6) {
    let rest = version;
    for (let bit = 0; bit < 12; bit++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(far, near, (bits >> bit) & 1);
      set(near, far, (bits >> bit) & 1);
    }
  }
  return { size, dark, isFixed };
}
