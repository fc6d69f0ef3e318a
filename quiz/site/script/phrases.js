// The outline of a summary, and what it says of other answers: as quiz/output/outline.py and phrases.py have it.
const HAS_CONTENT = {
  unsure: (summary) => summary.mostly_unsure,
  picture: (summary) => summary.rows.length,
  deadlines: (summary) => summary.deadlines.length,
  tensions: (summary) => summary.tensions.length,
  asks: (summary) => summary.asks.length,
  answers: () => true,
  everybody: (summary) => summary.for_everybody.length || summary.besides.length,
  differences: (summary) => summary.differences.length,
  silences: (summary) => summary.silences.length,
  words: (summary) => summary.words.length,
  sources: () => true,
};

const outline = (book, summary) => book.sections.filter((section) => HAS_CONTENT[section.id](summary));

function wouldChange(book, { swap, headline, adds, removes }) {
  const marks = (moved) => moved.flatMap(({ speaks_for, speaks_against }) => [
    ...speaks_for.map((option) => `${book.signs.for} ${option}`),
    ...speaks_against.map((option) => `${book.signs.against} ${option}`),
  ]);
  const [added, removed] = [new Set(marks(adds)), new Set(marks(removes))];
  const parts = headline ? [book.say("another headline")] : [];
  for (const [verb, these, those] of [[book.say("adds"), added, removed], [book.say("removes"), removed, added]]) {
    const alone = [...added, ...removed].filter((mark) => these.has(mark) && !those.has(mark));
    if (alone.length) parts.push(`${verb} ${alone.join(", ")}`);
  }
  const changes = parts.join("; ") || book.say("other reasons, the same marks");
  return book.say("“%(answers)s” instead: %(changes)s.", { answers: swap.answers.join(", "), changes });
}
