// What templates do in Python and JavaScript does otherwise: escaping, truth, filters.
class Safe {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const safe = (text) => new Safe(text);
const e = (value) =>
  value instanceof Safe ? value.text : value === undefined ? "" : String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

function t(value) {
  if (value instanceof Safe) return value.text !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (value && Object.getPrototypeOf(value) === Object.prototype) return Object.keys(value).length > 0;
  return Boolean(value);
}

const say = (text, values) => safe(text.replace(/%\((\w+)\)s|%%/g, (_, name) => (name ? e(values[name]) : "%")));
const join = (parts, between = "") =>
  [between, ...parts].some((part) => part instanceof Safe) ? safe(parts.map(e).join(e(between))) : parts.join(between);

function runtime(book) {
  const f = {
    confidence_in: (level) => book.levels[level],
    // A page is made once here.
    cached: (macro) => macro,
    dated: ({ opened, published }) =>
      opened ? book.say("opened %(day)s", { day: book.day(opened) })
        : published ? book.say("published %(day)s", { day: book.day(published) }) : "",
    day: (iso) => book.day(iso),
    deadline: (by) => (by.date ? `${by.label} (${book.day(by.date)})` : by.label),
    direction_of: (tag) => book.directions[tag] ?? "ltr",
    drawn_from: () => book.drawn_from,
    groupby: (items, of) => [...new Set(items.map(of))].sort((a, b) => a - b).map((key) => [key, items.filter((each) => of(each) === key)]),
    join,
    kind_of_difference: (kind) => book.kinds[kind],
    length: (items) => [...items].length,
    list: (items) => [...items],
    map: (items, make) => items.map(make),
    max: (items) => Math.max(...items),
    outline: (summary) => outline(book, summary),
    overdue: () => book.overdue,
    prose: (text) => prose(book, text),
    rejectattr: (items, of) => items.filter((each) => !t(of(each))),
    selectattr: (items, of) => items.filter((each) => t(of(each))),
    sign: (mark) => book.signs[mark],
    told_since: (changed) => toldSince(book, changed),
    unique: (items, of) => items.filter((each, place) => items.findIndex((other) => of(other) === of(each)) === place),
    words_of: (mark) => book.marks[mark],
    would_change: (change) => wouldChange(book, change),
  };
  return {
    e, t, f, say, safe, join,
    counted: (forms, num, values) => say(forms[book.plural(num)], { num, ...values }),
    each: (items) => items.map((item, index0) =>
      [item, { index0, index: index0 + 1, first: !index0, last: index0 === items.length - 1, length: items.length }]),
    has: (items, item) => (Array.isArray(items) ? items.includes(item) : Object.hasOwn(items, item)),
    add: (one, other) => (Array.isArray(one) ? [...one, ...other] : one + other),
    times: (text, number) => text.repeat(number),
    at: (items, place) => (place < 0 ? items.at(place) : items[place]),
  };
}

const prose = (book, text) => {
  const made = own(book.html, text);
  return made === undefined ? text : safe(made.replace(/\x01[^\x02]*\x02([^\x03]*)\x03/g, "$1"));
};

// Marks each term of the glossary where it first stands in one part of a page.
function explaining(book, part) {
  const explained = new Set();
  return (text) => {
    const made = own(book.html, text);
    if (made === undefined) return text;
    return safe(made.replace(/\x01([^\x02]*)\x02([^\x03]*)\x03/g, (_, id, word) => {
      if (explained.has(id)) return word;
      explained.add(id);
      const { term, means } = book.glossary.find((each) => each.id === id);
      const values = { id: `word-${part}-${id}`, term: e(term), means: e(prose(book, means)), word };
      return book.marked.replace(/\{(\w+)\}/g, (__, name) => values[name]);
    }));
  };
}
