// What came and what went since the answer to a question was changed, as quiz/summary/after_change.py tells it.
function afterChange(before, after, question) {
  const titles = (made) => new Map([...made.tensions, ...made.statements].map((each) => [each.id, each.title]));
  const answers = (made) => made.answers.find((answer) => answer.question === question)?.answers ?? [];
  const marksOf = ({ picture }) => new Map([...picture.rows, ...picture.undivided].flatMap((row) =>
    picture.options.map((option, place) => [`${row.question}/${option.id}`, [row, option, row.marks[place]]])));
  const [was, now] = [titles(before), titles(after)];
  const [old, current] = [marksOf(before), marksOf(after)];
  const named = [...before.answers, ...after.answers].filter((answer) => answer.question === question).at(-1);
  const points = Object.fromEntries(before.key_points.map((point) => [point.slot, point.id]));
  const without = (these, those) => [...these].filter(([id]) => !those.has(id)).map(([id, title]) => ({ id, title }));
  const change = {
    question, label: named?.label ?? question, before: answers(before), after: answers(after),
    headline: before.headline.id === after.headline.id ? null : before.headline.title,
    key_points: after.key_points.filter((point) => points[point.slot] !== point.id).map((point) => point.label),
    marks: [...new Set([...current.keys(), ...old.keys()])].flatMap((key) => {
      const [row, option] = current.get(key) ?? old.get(key);
      const [mark, other] = [old, current].map((marks) => marks.get(key)?.[2] ?? "none");
      return mark === other ? [] : [{ question: row.question, label: row.label, option: option.short, before: mark, after: other }];
    }),
    added: without(now, was),
    removed: without(was, now),
  };
  const said = [change.key_points, change.marks, change.added, change.removed].some((each) => each.length);
  return { ...change, is_empty: !change.headline && !said };
}

// None where the rules do not agree on what to say to the answers as they were.
function changedAnswer(book, was, answers, now) {
  const { [was.question.id]: _, ...others } = answers;
  const given = was.choices.length ? { [was.question.id]: was.choices } : {};
  try {
    return afterChange(summarize(completed(route(book, { ...others, ...given }))), now, was.question.id);
  } catch (error) {
    if (error instanceof NoSingleRule) return null;
    throw error;
  }
}
