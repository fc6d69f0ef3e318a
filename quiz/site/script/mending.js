// What other programs did to an address on its way, undone: as quiz/answers/mending.py does. `APPENDED` and `SIGNS` are
// what quiz/answers has of names that others append, and of signs that stand around a link.
const PLAIN = /^[A-Za-z0-9_.,:-]*$/;
const AS_WRITTEN = /^[A-Za-z_][A-Za-z0-9_-]*=(?:[A-Za-z0-9_.,:-]*[A-Za-z0-9-])?$/;
const QUERY = /^(?:[A-Za-z0-9_-]+=[^&=]*&)*[A-Za-z0-9_-]+=[^&=]*&?$/;
// Python counts four control characters and the next-line character as spaces, which JavaScript does not.
const BEFORE_NAME = /^[?\s\x1c-\x1f\x85]*(?:(?:amp|lt|gt|quot|apos|nbsp|#[0-9]+|#x[0-9a-f]+);)*[\s\x1c-\x1f\x85]*/i;
const MOST_LAYERS = 3;
const LONGEST_PAIR = 32 * 1024;

function mended(book, pairs) {
  const isOurs = ([name]) => own(book.question_by_any_id, name) || !isAppended(name);
  return pairs.filter(isOurs).flatMap(pairsMeant).filter((pair) => isOurs(pair) && pair.join(""));
}

// Names and values as pages of the program have them: those of one name together, where the first of them stands.
function together(pairs) {
  const byName = new Map();
  for (const pair of pairs) {
    if (!byName.has(pair[0])) byName.set(pair[0], []);
    byName.get(pair[0]).push(pair);
  }
  return [...byName.values()].flat();
}

function isAppended(name) {
  const folded = name.toLowerCase();
  return APPENDED.names.includes(folded) || APPENDED.prefixes.some((each) => folded.startsWith(each));
}

const visible = (text) => [...text].filter((sign) => !SIGNS.invisible.includes(sign)).join("");
const withAmpersands = (text) => text.replace(/&(?:(?:amp|#0*38|#x0*26);)+/gi, "&");

function withoutEnding(text) {
  const shown = visible(text);
  let end = shown.length;
  while (end && SIGNS.endings.includes(shown[end - 1])) end -= 1;
  return shown.slice(0, end);
}

function pairsMeant([name, value]) {
  if ([LINKS, CODE].includes(name) || AS_WRITTEN.test(`${name}=${value}`)) return [[name, value]];
  const within = queryIn(name, value);
  return (within.length ? within : [[name, value]]).map(([innerName, innerValue]) => {
    const begun = visible(innerName).replace(BEFORE_NAME, ""), ended = withoutEnding(innerValue);
    return [PLAIN.test(begun) ? begun : innerName, PLAIN.test(ended) ? ended : innerValue];
  });
}

// The names and values in a pair that is a query which was encoded too often; none if it is no such pair.
function queryIn(name, value) {
  if (PLAIN.test(name) && PLAIN.test(value)) return [];
  let text = value ? `${name}=${value}` : name;
  if (text.length > LONGEST_PAIR) return [];
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    text = withAmpersands(text).replace(/\?(?=[A-Za-z_]+=)/g, "&");
    if (text.split("&").length > MAX_PAIRS + 1) return [];
    if (!text.includes("%") && QUERY.test(text)) return parse(text);
    text = unquoted(text);
  }
  return [];
}

// The name that was probably meant; nothing if there is none, or if no more are to be told.
function near(book, left, name, names) {
  if (left.count-- <= 0) return "";
  const found = nearest([...name].slice(0, 80).join("").toLowerCase(), names);
  return found ? ` ${book.say("Did you mean `%(name)s`?", { name: found })}` : "";
}

// The known name that an unknown one was probably meant to be, by the measure of Ratcliff and Obershelp that Python has.
function nearest(name, names) {
  let best = null, most = 0.6;
  for (const each of names) {
    const ratio = likeness(each, name);
    if (ratio > most || (ratio === most && (best === null || each > best))) [best, most] = [each, ratio];
  }
  return best;
}

function likeness(a, b) {
  const matched = (alo, ahi, blo, bhi) => {
    let [besti, bestj, size] = [alo, blo, 0];
    for (let i = alo; i < ahi; i++) {
      for (let j = blo; j < bhi; j++) {
        let k = 0;
        while (i + k < ahi && j + k < bhi && a[i + k] === b[j + k]) k++;
        if (k > size) [besti, bestj, size] = [i, j, k];
      }
    }
    if (!size) return 0;
    return matched(alo, besti, blo, bestj) + size + matched(besti + size, ahi, bestj + size, bhi);
  };
  [a, b] = [[...a], [...b]];
  return a.length + b.length ? (2 * matched(0, a.length, 0, b.length)) / (a.length + b.length) : 1;
}
