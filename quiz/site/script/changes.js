// What other answers would change, as quiz/summary/changes.py finds it: of each question, the answer that changes most.
function whatWouldChange(begun) {
  const { book } = begun;
  const { counted } = completed(begun);
  const speaking = book.advice.filter((advice) => advice.marks.length);
  const turning = new Set(book.headlines.flatMap((headline) => questionsOf(headline.when)));
  const names = speaking.map((advice) => questionsOf(advice.when));
  const headlineOf = (answers) => book.headlines.find((headline) => holds(headline.when, answers)) ?? null;
  const before = headlineOf(counted);
  const holding = speaking.map((advice) => holds(advice.when, counted));
  const changes = [];
  for (const question of book.deciding_questions) {
    let best = null;
    for (const picked of book.neighbors(question, counted[question.id] ?? [])) {
      const other = otherAnswers(book, counted, question, picked);
      if (!other) continue;
      const changed = book.questions.map(({ id }) => id).filter((id) => !same(other[id], counted[id]));
      const moves = (advice, place) =>
        names[place].some((name) => changed.includes(name)) && holds(advice.when, other) !== holding[place];
      const adds = speaking.filter((advice, place) => !holding[place] && moves(advice, place));
      const removes = speaking.filter((advice, place) => holding[place] && moves(advice, place));
      const headline = changed.some((name) => turning.has(name)) ? headlineOf(other) : before;
      const turn = { picked, headline: headline === before ? null : headline, adds, removes };
      // Another headline outweighs all that can come and go.
      const weight = adds.length + removes.length + (turn.headline ? book.advice.length + 1 : 0);
      if (weight > (best?.weight ?? 0)) best = { ...turn, weight };
    }
    if (best) changes.push(changeOf(book, question, best, counted));
  }
  return changes;
}

// All answers after one is swapped; null where it then does not count.
function otherAnswers(book, counted, question, picked) {
  const swapped = { ...counted, [question.id]: picked };
  if (!book.routing.has(question.id)) return question.id in counted ? swapped : null;
  const other = completed(route(book, swapped)).counted;
  return question.id in other ? other : null;
}

function changeOf(book, question, { picked, headline, adds, removes }, counted) {
  const shorts = (advice, side) =>
    book.options.filter((option) => advice.marks.some(([of, on]) => of === option.id && on === side)).map((each) => each.short);
  const moved = (advice) => ({
    id: advice.id, title: advice.title, speaks_for: shorts(advice, "for"), speaks_against: shorts(advice, "against"),
  });
  const labels = (picks) => book.labels_of(question, picks);
  return {
    swap: {
      question: question.id, label: question.label, choices: picked,
      answers: labels(picked), instead_of: labels(counted[question.id] ?? []),
    },
    headline: headline?.title ?? null,
    adds: adds.map(moved),
    removes: removes.map(moved),
  };
}
