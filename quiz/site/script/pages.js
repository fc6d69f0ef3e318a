// The pages: what each shows under an address, as quiz/web/pages/quiz.py has it, or where it leads on to.
function read(book, pairs, answering = null) {
  const get = (name) => pairs.find(([each]) => each === name)?.[1];
  const at = own(book.question_by_id, get(AT)) ?? null;
  const back_to = PLACES.includes(get(BACK_TO)) ? get(BACK_TO) : null;
  const was = readWas(book, get(WAS));
  const known = new Set([answering?.id, at && AT, back_to && BACK_TO, was && WAS]);
  const { answers, dropped, otherEdition } = readPairs(book, pairs.filter(([name]) => !known.has(name)));
  const taken = route(book, answers);
  return { route: taken, answers, at, dropped, links: new Links(taken, { back_to, other_edition: otherEdition, was }) };
}

const VIEWS = {
  index: (visit) => startPage(visit.book, [], null, visit),
  about: (visit) => ({ template: "about.html", links: visit.links, answers: visit.answers }),
  check: (visit) => ({ template: "check.html", links: visit.links, taken: visit.route, answers: visit.answers }),

  ask(visit) {
    const { at, route: taken, links } = visit;
    const question = taken.asks(at) ? at : taken.unanswered[0];
    return question ? questionPage(visit, question, taken.answers[question.id] ?? []) : { go: links.next };
  },

  summary({ route: taken, links, book, answers }) {
    if (!taken.is_complete) return { go: links.next };
    const made = summarize(taken);
    const { permanent } = new Links(countedOnly(taken));
    return {
      template: "summary.html",
      links: new Links(taken),
      summary: made,
      since: links.other_edition && since(taken, made, links.other_edition),
      after_change: links.was && changedAnswer(book, links.was, answers, made),
      changes: Object.fromEntries(whatWouldChange(taken).map((change) => [change.swap.question, change])),
      permanent,
      code: permanent && qrCode(permanent, book.say("Code that opens this summary")),
    };
  },
};

function startPage(book, pairs, typed, visit = read(book, pairs)) {
  return { template: "start.html", links: visit.links, answers: visit.answers, typed, parameter: CODE };
}

const switchesTo = (book, page) => book.others.map(([speech, path]) => [speech, `${path}/${page}.html`]);

function questionPage({ route: taken, links, book }, question, picked, errors = []) {
  const field = question.choice_ids.map((choice, place) => ({
    checked: picked.includes(choice), id: `${question.id}-${place}`, name: question.id, data: choice,
    flags: { required: true }, label: { text: book.label_of(question, choice) },
  }));
  Object.assign(field, { errors });
  return {
    template: "question.html", links, question, errors, choices: { template: "partials/field.html", question, field },
    switches: switchesTo(book, "ask"),
    number: taken.asked.indexOf(question) + 1, fewest: taken.fewest, most: taken.most, back: links.back(question),
  };
}

// What a form sends: where it leads on to, or the question again, with what is wrong.
function answer(book, pairs) {
  const at = own(book.question_by_id, pairs.find(([name]) => name === AT)?.[1]);
  const visit = { ...read(book, pairs, at), book };
  if (visit.dropped.length) return droppedPage(visit);
  if (!visit.route.asks(at)) return { go: visit.links.next };
  const picked = pairs.filter(([name]) => name === at.id).map(([, value]) => value);
  const wrong = whatIsWrong(book, at, picked);
  if (wrong) return questionPage(visit, at, picked, [wrong]);
  const given = inOrder(at, picked);
  const { back_to, other_edition, was } = visit.links;
  const changed = was && !same(was.choices, given) ? was : null;
  const onward = route(book, { ...visit.answers, [at.id]: given });
  return { go: new Links(onward, { back_to, other_edition, was: changed }).next };
}

function whatIsWrong(book, question, picked) {
  if (picked.length) return book.clash(question, picked);
  const invitation = !question.takes_several ? book.say("Choose one answer.")
    : question.at_most ? book.sayNumber("Choose %(number)s answer.", "Choose up to %(number)s answers.", question.at_most)
    : book.say("Choose one answer or more.");
  const answer = book.label_of(question, NOT_SURE);
  return `${invitation} ${book.say("If you cannot say, choose “%(answer)s”.", { answer })}`;
}

const droppedPage = (visit) => ({ template: "dropped.html", dropped: visit.dropped, unanswered: [], links: visit.links, visit });

// A start page of a server names its language so; here each has a folder of its own.
const withoutLanguage = (pairs) => pairs.filter(([name]) => name !== LANGUAGE);

function viewOf(book, page, pairs) {
  const typed = pairs.find(([name]) => name === CODE)?.[1];
  if (typed !== undefined && ["index", "summary"].includes(page)) {
    const coded = readCode(book, typed);
    pairs = pairs.filter(([name]) => name !== CODE);
    if (page === "index") return coded.why ? startPage(book, pairs, { text: typed, rejected: coded, ...coded }) : { go: codeAddress(coded.text) };
    if (coded.why) return { go: address("index", [[CODE, encodeURIComponent(typed)]]) };
    pairs = [...coded.pairs, ...pairs];
  }
  const language = page === "index" && pairs.find(([name]) => name === LANGUAGE)?.[1];
  if (language) {
    const path = book.others.find(([speech]) => speech.tag === language)?.[1];
    if (path) return { go: `${path}/${address(page, withoutLanguage(pairs), encoded)}` };
    if (language === book.language) pairs = withoutLanguage(pairs);
  }
  try {
    if (page === "compare") return comparePage(book, pairs);
    const visit = { ...read(book, pairs), book };
    return visit.dropped.length ? droppedPage(visit) : VIEWS[page](visit);
  } catch (error) {
    if (!(error instanceof NoSingleRule)) throw error;
    const text = book.say("Its rules do not settle what to say about these answers. `quiz check` shows its authors where.");
    return { template: "error.html", title: book.say("This quiz is not finished"), text, start: address("index") };
  }
}

// A view as the parts of a page, in HTML.
function rendered(book, page, pairs, view) {
  const rt = runtime(book);
  const templates = quiz.templates(rt);
  const shared = {
    book, folder: true, preview: null, today: book.today, speech: book.speech,
    others: book.others.map(([speech, path]) => [speech, `${path}/${address(page, withoutLanguage(pairs), encoded)}`]),
    explaining: (part) => explaining(book, part), asset: (name) => book.assets[name],
  };
  const print = ({ template, ...context }) => templates[template]({ ...shared, ...context });
  if (view.choices) view.choices = safe(print(view.choices).printed);
  const blocks = print(view);
  return Object.fromEntries(Object.entries(blocks).filter(([, block]) => typeof block === "function").map(([name, block]) => [name, e(block())]));
}
