// The outline of a summary, and what it says of other answers: as quiz/output/outline.py and phrases.py have it.
const outline = (book, summary) =>
  book.sections.filter(({ says }) => !says.length || says.some((part) => t(summary[part])));

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
