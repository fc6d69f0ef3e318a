// Rulebook and answers to summary: the views of quiz/summary/model.py, as quiz/summary/engine.py lays them out.
class NoSingleRule extends Error {}

function summarize(taken) {
  const { book, answers, counted } = taken;
  const first = new Set(taken.asked.flatMap((question) => putsFirst(question, counted[question.id] ?? [])));
  const isFirst = (each) => each.because.some((part) => first.has(part.question));
  const labels = Object.fromEntries(book.options.map((option) => [option.id, option.short]));

  function called(rules) {
    const found = rules.map((rule) => ({ rule, ...judge(rule.when, counted) })).filter((each) => each.truth > 0);
    return [...found.filter(isFirst), ...found.filter((each) => !isFirst(each))];
  }

  const holding = (rules) => called(rules).filter((each) => each.truth === HOLDS);

  function one(rules) {
    const found = holding(rules);
    if (found.length !== 1) throw new NoSingleRule();
    return found[0];
  }

  function reasons({ because }) {
    const picks = new Map();
    for (const { question, choices } of because) picks.set(question, [...(picks.get(question) ?? []), ...choices]);
    return [...picks].map(([name, picked]) => {
      const question = book.question_by_id[name];
      return { question: name, label: question.label, answers: book.labels_of(question, picked) };
    });
  }

  // What a rule says, with the named fields of it, why, and what it rests on.
  function said(each, ...fields) {
    const shown = Object.fromEntries(["id", ...fields].map((field) => [field, each.rule[field]]));
    return { ...shown, because: reasons(each), claims: book.cite(each.rule.claims) };
  }

  function statement(each) {
    const { marks, by } = each.rule;
    const views = marks.map(([option, side, reason]) => ({ option, short: labels[option], side, reason }));
    const deadline = book.deadlines.find((other) => other.id === by) ?? null;
    return { ...said(each, "title", "text"), marks: views, by: deadline };
  }

  const rowOf = ({ rule, because }) =>
    rule.row === null || rule.row in counted
      ? rule.row
      : because.map((part) => part.question).find((name) => name in counted) ?? null;

  function pictureRow(question) {
    const marks = book.options.map((option) => {
      const sides = new Set(
        under(question.id).flatMap((each) => each.rule.marks).filter(([of]) => of === option.id).map(([, side]) => side),
      );
      const waits = () => open.some((each) =>
        each.because.some((part) => part.question === question.id) && each.rule.marks.some(([of]) => of === option.id));
      if (sides.size === 2) return "both";
      return [...sides][0] ?? (waits() ? "open" : "none");
    });
    const { id, label } = question;
    return { question: id, label, answers: book.labels_of(question, counted[id]), is_priority: first.has(id), marks };
  }

  const headline = one(book.headlines);
  const points = book.key_points.map((slot) => [slot, one(slot.points)]);
  const judged = called(book.advice);
  const advice = judged.filter((each) => each.truth === HOLDS);
  const open = judged.filter((each) => each.truth !== HOLDS);
  const due = new Set(advice.map(({ rule }) => rule.by));
  const place = ({ rule }) => (rule.by === null ? Infinity : book.deadlines.findIndex(({ id }) => id === rule.by));
  const order = (a, b) => isFirst(b) - isFirst(a) || (place(a) === place(b) ? 0 : place(a) - place(b));
  const under = (row) => advice.filter((each) => rowOf(each) === row).sort(order);
  const tensions = holding(book.tensions);
  const asks = holding(book.asks);
  const used = new Set(
    [headline, ...points.map(([, point]) => point), ...advice, ...tensions, ...asks].flatMap(({ rule }) => rule.claims),
  );
  for (const aside of book.besides) for (const claim of aside.claims) used.add(claim);
  const shown = withDisputed(book, used);
  const deciding = book.deciding_questions.filter((question) => question.id in counted);
  const unsure = deciding.filter((question) => counted[question.id].includes(NOT_SURE));
  const rows = deciding.map(pictureRow);
  rows.sort((a, b) => b.is_priority - a.is_priority);
  const divides = (row) => row.marks.some((mark) => mark !== "none");
  const given = book.questions.filter((question) => question.id in answers);
  const rank = ({ id }) => 2 * !(id in counted) + !first.has(id);
  given.sort((a, b) => rank(a) - rank(b));
  const side = ({ text, claims }) => ({ text, claims: book.cite(claims) });

  const summary = {
    provenance: book.provenance,
    query: writeQuery(book, counted),
    code: codeOf(taken),
    headline: said(headline, "title"),
    key_points: points.map(([slot, point]) => ({ slot: slot.id, label: slot.label, ...said(point, "text") })),
    mostly_unsure: 2 * unsure.length > deciding.length,
    picture: { options: book.options, rows: rows.filter(divides), undivided: rows.filter((row) => !divides(row)) },
    deadlines: book.deadlines.filter((each) => due.has(each.id)),
    besides: book.besides.map(side),
    tensions: tensions.map((each) => ({
      id: each.rule.id, title: each.rule.title, because: reasons(each), sides: each.rule.sides.map(side),
    })),
    asks: asks.map((each) => said(each, "to", "to_label", "text")),
    answers: given.map((question) => {
      const { id, label, text } = question;
      const choices = answers[id];
      return {
        question: id, label, text, choices, answers: book.labels_of(question, choices), counted: id in counted,
        is_priority: first.has(id), find_out: choices.includes(NOT_SURE) ? question.if_not_sure : null,
        statements: under(id).map(statement),
      };
    }),
    for_everybody: under(null).map(statement),
    differences: book.differences.filter((each) => each.of.some((claim) => shown.has(claim))).map((each) => ({
      id: each.id, kind: each.kind, about: each.about, note: each.note, sides: each.sides.map(side),
    })),
    asked: book.asked.map((each) => ({ ...each, claims: book.cite(each.claims) })),
    silences: book.silences,
    words: [],
    sources: book.posts.map((post) => ({
      ...post, claims: book.claims.filter((claim) => claim.source === post.source && claim.post === post.id && shown.has(claim.id)),
    })),
  };
  summary.words = book.terms_in(textsIn(summary));
  return withParts(summary);
}

// What a summary's lists say together: the properties of the class in Python.
function withParts(summary) {
  const says = (row) => row.marks.some((mark) => ["for", "against", "both"].includes(mark));
  const statements = [...summary.answers.flatMap((answer) => answer.statements), ...summary.for_everybody];
  const due = summary.deadlines.flatMap((each) => statements.filter(({ by }) => by === each));
  const rows = summary.mostly_unsure ? summary.picture.rows.filter(says) : summary.picture.rows;
  const to_find_out = summary.answers.filter((answer) => answer.find_out && answer.counted);
  to_find_out.sort((a, b) => [...a.find_out].length - [...b.find_out].length);
  return { ...summary, statements, due, rows, to_find_out };
}

const putsFirst = (question, picked) =>
  question.choices.filter((choice) => picked.includes(choice.id)).flatMap((choice) => choice.about ?? []);

function withDisputed(book, claims) {
  for (let before = -1; before !== claims.size;) {
    before = claims.size;
    const beside = book.differences.filter((each) => each.of.some((claim) => claims.has(claim)));
    claims = new Set([...claims, ...beside.flatMap((each) => each.of)]);
  }
  return claims;
}

// Every text in a view and in the views within it; what is cited in many places is looked at once.
function textsIn(view, texts = new Set(), seen = new Set()) {
  if (typeof view === "string") texts.add(view);
  if (!view || typeof view !== "object" || seen.has(view)) return texts;
  seen.add(view);
  for (const each of Object.values(view)) textsIn(each, texts, seen);
  return texts;
}
