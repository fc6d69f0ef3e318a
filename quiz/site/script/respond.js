// The engine for a program that asks it line by line, of the rulebook that it opened last.
let opened = null;

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
    const pairs = parse(query);
    const view = page === "answer" ? answer(opened, pairs) : viewOf(opened, page, pairs);
    return view.go ? { go: view.go } : rendered(opened, page === "answer" ? "ask" : page, query, view);
  }),
  read: (queries) => queries.map((query) => readPairs(opened, parse(query))),
  qr: (texts) => texts.map((text) => qrCode(text, "Code")?.text ?? null),
};
quiz.respond = ({ what, given }) => answersTo[what](given);
