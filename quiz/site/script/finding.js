// What the proof compares: which questions are asked, which rules hold and why, and how they are laid out.
function finding(book, query) {
  const { answers } = readPairs(book, parse(query));
  const taken = route(book, answers);
  const ids = (parts) => parts.map((part) => part.id);
  const walked = { asked: ids(taken.asked), open: ids(taken.unanswered), fewest: taken.fewest, most: taken.most };
  if (!taken.is_complete) return walked;
  try {
    const made = summarize(taken);
    const row = ({ question, is_priority, marks }) => [question, is_priority, marks];
    const why = ({ id, because }) => [id, because.map(({ question, answers: picked }) => [question, picked])];
    return {
      ...walked,
      query: made.query,
      code: made.code,
      headline: why(made.headline),
      points: made.key_points.map(why),
      answers: made.answers.map((answer) => [answer.question, answer.choices, answer.statements.map(why)]),
      everybody: made.for_everybody.map(why),
      rows: made.rows.map(row),
      undivided: made.picture.undivided.map(row),
      tensions: made.tensions.map(why),
      asks: made.asks.map(why),
      due: made.due.map((each) => [each.id, each.by.id]),
      unsure: made.to_find_out.map((answer) => answer.question),
      differences: ids(made.differences),
      words: ids(made.words),
      claims: made.sources.map((post) => ids(post.claims)),
    };
  } catch (error) {
    if (error instanceof NoSingleRule) return { ...walked, headline: null };
    throw error;
  }
}
