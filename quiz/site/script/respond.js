// The engine for a program that asks it line by line, of the rulebook that it opened last.
let opened = null;

// As the browser does it, which loads the part that mends only where that is called for.
function readQuery(query) {
  const pairs = parse(query);
  return pairs.every((pair) => isAsWritten(opened, pair)) ? pairs : mended(opened, pairs);
}

const answersTo = {
  open({ kept = {}, ...data }) {
    const bookOf = (of) => new Book({ ...quiz.language, ...of, speech: quiz.language });
    const editions = Object.entries(kept).map(([edition, { data: then, reworded }]) =>
      [edition, { book: bookOf({ ...then, kept: {} }), reworded }]);
    opened = bookOf({ ...data, kept: Object.fromEntries(editions) });
    return true;
  },
  find: (queries) => queries.map((query) => finding(opened, query)),
  pages: (asked) => asked.map(([page, query]) => {
    const pairs = together(readQuery(query));
    const view = page === "answer" ? answer(opened, pairs) : viewOf(opened, page, pairs);
    return view.go ? { go: view.go } : rendered(opened, page === "answer" ? "ask" : page, pairs, view);
  }),
  read: (queries) => queries.map((query) => readPairs(opened, readQuery(query))),
  numbers: (queries) => queries.map((query) => {
    const taken = route(opened, readPairs(opened, parse(query)).answers);
    if (!taken.is_complete) return null;
    const number = numberOf(taken);
    return [String(number), writeQuery(opened, answersOf(opened, number)), answersOf(opened, number + 1n) !== null];
  }),
  codes: (texts) => texts.map((text) => {
    const { why = null, text: usual = null, pairs = null } = readCode(opened, text);
    return [why, usual, pairs && joined(pairs)];
  }),
  qr: (texts) => texts.map((text) => qrCode(text, "Code")?.text ?? null),
};
quiz.respond = ({ what, given }) => answersTo[what](given);
