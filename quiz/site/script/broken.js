// Links that were broken over several lines, as mail does it, put together again: as quiz/answers/broken.py does.
const MOST_LINES = 12, MOST_CHARACTERS = 4000;

function linesOf(text) {
  text = text.replace(/^[>| \t]+/gm, "");
  if (text.includes("=3D")) text = text.replace(/=[ \t]*\r?\n/g, "").replaceAll("=3D", "=");
  return text.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/).map((line) => line.replace(/^[\s\x1f]+|[\s\x1f]+$/g, ""));
}

const mayHoldLink = (word) => /:\/\/|=/.test(word);

// A line is joined to those before it only if the link is whole then; of several ways to join them the longest is right.
function* putTogether(lines, isWhole) {
  for (let place = 0; place < lines.length;) {
    let line = lines[place], rest = "";
    let joined = line.split(/[\s\x1f]+/).at(-1);
    const before = line.slice(0, line.length - joined.length);
    place += 1;
    const last = mayHoldLink(joined) ? Math.min(place + MOST_LINES, lines.length) : place;
    let whole = null;
    for (let ahead = place; ahead < last; ahead++) {
      const [, word, more] = lines[ahead].match(/^([^\s\x1f]*)[\s\x1f]*(.*)$/s);
      if (!word || /^https?:\/\//i.test(word) || joined.length + word.length > MOST_CHARACTERS) break;
      whole ??= isWhole(joined);
      if (whole && (!mayHoldLink(word) || isWhole(word))) break;
      joined += word;
      if (isWhole(joined)) [line, rest, place, whole] = [before + joined, more, ahead + 1, true];
      else if (isWhole(word)) break;
      if (more) break;
    }
    yield line;
    if (mayHoldLink(rest)) yield rest;
  }
}
