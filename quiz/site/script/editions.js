// What has changed since the edition that a link was made under: as quiz/summary/editions.py and quiz/output/notice.py.
function since(now, made, otherEdition) {
  const today = now.book;
  const kept = otherEdition.edition < today.edition ? today.kept_of(otherEdition.edition) : null;
  const dates = Object.keys(today.editions).filter((edition) => edition < today.edition);
  const unknown = { edition: otherEdition.edition, today: today.edition, kept: dates, known: false, language: today.language };
  if (!kept) return unknown;
  const { book: then, reworded } = kept;
  const given = answeredThen(then, today, now.answers, otherEdition);
  const routeThen = completed(route(then, given));
  let before;
  try {
    before = summarize(routeThen);
  } catch (error) {
    if (error instanceof NoSingleRule) return unknown;
    throw error;
  }
  const [stood, stands] = [itemsOf(before), itemsOf(made)];
  const isReworded = (kind, id) => reworded.includes(`${kind} ${id}`);
  const without = (these, those) =>
    [...these].filter(([key, item]) => !those.has(key) && !["headline", "addressee"].includes(item.kind)).map(([, item]) => item);
  const nowOf = (question) => own(today.question_by_any_id, question.id);
  const wasAsked = new Set(then.questions.filter(({ id }) => id in routeThen.counted).map((each) => nowOf(each)?.id));
  const answered = (question, picks) => ({ question: question.label, text: question.text, answers: then.labels_of(question, picks) });
  const counted = new Set(made.answers.filter((each) => each.counted).map((each) => each.question));
  return {
    ...unknown,
    known: true,
    language: then.language,
    headline: before.headline.id === made.headline.id ? null : before.headline.title,
    lapsed: then.questions.flatMap((question) => {
      const offered = nowOf(question);
      const gone = (given[question.id] ?? []).filter((choice) => !offered || !todayId(offered, choice));
      return gone.length ? [answered(question, gone)] : [];
    }),
    reread: then.questions.flatMap((question) => {
      const picks = given[question.id] ?? [];
      const offered = nowOf(question);
      if (!offered || !counted.has(offered.id)) return [];
      const changed = isReworded("question", question.id) || picks.some((each) => isReworded("choice", `${question.id}/${each}`));
      return changed ? [answered(question, picks)] : [];
    }),
    assumed: then.questions.filter(({ id }) => id in routeThen.counted && !(id in given)).map((each) => each.label),
    new_questions: now.asked.filter((question) => !wasAsked.has(question.id)).map((each) => each.label),
    comes: without(stands, stood),
    goes: without(stood, stands),
    reworded: [
      ...[...stands].filter(([key]) => stood.has(key) && reworded.includes(key)).map(([, item]) => item),
      ...made.to_find_out.filter(({ question }) =>
        [question, ...today.question_by_id[question].was].some((name) => isReworded("unsure", name)))
        .map((each) => ({ kind: "unsure", id: each.question, title: each.find_out })),
    ],
    retold: made.sources.flatMap((post) => post.claims.filter((claim) => isReworded("claim", claim.id))),
  };
}

// The answers as the earlier edition knows them.
function answeredThen(then, today, answers, otherEdition) {
  const given = {};
  for (const question of then.questions) {
    const said = otherEdition.pairs.filter(([name]) => name === question.id).map(([, value]) => value);
    const told = [...said];
    const now = own(today.question_by_any_id, question.id);
    for (const picked of (now && answers[now.id]) ?? []) {
      const before = question.choice_ids.filter((choice) => todayId(now, choice) === picked);
      if (before.length === 1) told.push(before[0]);
    }
    const fitting = [told, said].map((picks) => inOrder(question, picks)).find((picks) => picks.length && !then.clash(question, picks));
    if (fitting) given[question.id] = fitting;
  }
  return given;
}

// All that stands on a summary and has an id, by kind and id.
function itemsOf(made) {
  const found = new Map();
  const note = (kind, id, title) => found.set(`${kind} ${id}`, { kind, id, title });
  note("headline", made.headline.id, made.headline.title);
  for (const each of made.key_points) note("keypoint", each.id, each.text);
  for (const each of made.picture.options) note("option", each.id, each.label);
  for (const each of made.tensions) note("tension", each.id, each.title);
  for (const each of made.statements) note("advice", each.id, each.title);
  for (const each of made.differences) note("difference", each.id, each.about);
  for (const each of made.asked) note("asked", each.id, each.missing || each.answer || each.asked);
  for (const each of made.silences) note("silence", each.id, each.text);
  for (const each of made.asks) {
    note("addressee", each.to, each.to_label);
    note("ask", each.id, each.text);
  }
  for (const each of made.provenance.sources) note("source", each.register, each.title);
  return found;
}

function toldSince(book, changed) {
  const [then, today] = [book.day(changed.edition), book.day(changed.today)];
  const follows = book.say("This page follows the edition of %(today)s.", { today });
  if (!changed.known) {
    const why = changed.edition > changed.today
      ? book.say("It names the edition of %(then)s, which is later than the one here.", { then })
      : changed.kept.includes(changed.edition)
        ? book.say("The rules of %(then)s had no headline for these answers.", { then })
        : book.say("Its edition, of %(then)s, is not kept here.", { then });
    return { title: book.say("We cannot tell what has changed since this link was made"), text: `${why} ${follows}`, lines: [] };
  }
  const plain = (titles) => titles.map((title) => [title, null]);
  const linked = (items) => items.map((item) => [item.title, item.kind === "advice" ? item.id : null]);
  const listed = ({ answers }) => answers.join(", ");
  const lines = [
    [book.say("The headline was different:"), plain(changed.headline ? [changed.headline] : []), true],
    [book.say("Answers that are no longer offered:"), plain(changed.lapsed.map((each) => `${each.question}: ${listed(each)}`)), true],
    [book.say("Now worded differently; before:"), plain(changed.reread.map((each) => `${each.text} ${listed(each)}`.trimEnd())), true],
    [book.say("Questions that were not asked before:"), plain(changed.new_questions), false],
    [book.say("Left open in the link, and taken as “Not sure yet” for that edition:"), plain(changed.assumed), true],
    [book.say("New on this page:"), linked(changed.comes), false],
    [book.say("No longer on it:"), plain(changed.goes.map((each) => each.title)), true],
    [book.say("Still here, but says something else:"), linked(changed.reworded), false],
  ].filter(([, titles]) => titles.length).map(([words, titles, isThen]) => ({ words, titles, then: isThen }));
  if (changed.retold.length) {
    const places = placesOf(book, changed.retold);
    lines.push({ words: book.say("Sentences of the source that we now put in other words: %(places)s.", { places }), titles: [], then: false });
  }
  const text = `${book.say("It was made under the edition of %(then)s.", { then })} ${follows}`;
  const { headline, lapsed, reread, new_questions, comes, goes, reworded, retold } = changed;
  const isSame = headline === null && ![lapsed, reread, new_questions, comes, goes, reworded, retold].some((each) => each.length);
  const title = isSame
    ? book.say("Nothing has changed for these answers since this link was made")
    : book.say("What has changed for these answers since this link was made");
  return { title, text, lines };
}

function placesOf(book, claims) {
  const posts = new Map();
  for (const claim of claims) posts.set(claim.post_name, new Set([...(posts.get(claim.post_name) ?? []), claim.sentence]));
  return [...posts].map(([post, found]) => {
    const numbers = [...found].sort((a, b) => a - b);
    const sentences = numbers.join(", ");
    return book.sayNumber("%(post)s, sentence %(sentences)s", "%(post)s, sentences %(sentences)s", numbers.length, { post, sentences });
  }).join("; ");
}

// Loads the data of those of the editions that are kept.
async function bring(editions) {
  for (const edition of new Set(editions)) {
    if (!own(book.editions, edition)) continue;
    await load(book.editions[edition]);
    const { data, reworded } = quiz.kept[edition];
    book.kept[edition] = { book: new Book({ ...quiz.language, ...data, kept: {} }), reworded };
  }
}

// The names and values that an edition knows, and today does not know by these ids.
function onlyOffered(then, today, pairs) {
  const offers = (book, [name, choice]) => own(book.question_by_id, name)?.choice_ids.includes(choice);
  const known = pairs.map(([name, value]) => (name === THEN ? partition(value, ":") : [name, value]));
  const found = known.filter((pair) => offers(then, pair) && !offers(today, pair));
  return [...new Map(found.map((pair) => [pair.join("="), pair])).values()];
}
