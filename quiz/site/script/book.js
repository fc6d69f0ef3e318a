// A rulebook as `quiz build` compiled it, with what quiz/rulebook and quiz/answers/routing.py say of its questions.
class Book {
  constructor(data) {
    Object.assign(this, { ranges: [] }, data);
    this.question_by_id = Object.fromEntries(this.questions.map((each) => [each.id, each]));
    this.question_by_any_id = {};
    for (const each of this.questions) for (const name of [...each.was, each.id]) this.question_by_any_id[name] = each;
    for (const each of this.questions) each.groups = groupsOf(each.choices);
    this.deciding_questions = this.questions.filter((each) => each.decides);
    this.routing = new Set(this.questions.flatMap((each) => (each.ask_when ? questionsOf(each.ask_when) : [])));
  }

  // The program's own words in the language of the book; English where the book has no others.
  say(text, values = {}) {
    return filled(this.words[text] ?? text, values);
  }

  sayNumber(one, many, number, values = {}) {
    const forms = this.words[one] ?? [one, many];
    return filled(forms[this.plural(number)], { number, ...values });
  }

  day(iso) {
    const [year, month, day] = iso.split("-");
    return this.months[month - 1].replace("{day}", Number(day)).replace("{year}", year);
  }

  label_of(question, choice) {
    return choice === NOT_SURE ? this.say("Not sure yet") : question.choices.find((each) => each.id === choice).label;
  }

  labels_of(question, choices) {
    return question.choice_ids.filter((each) => choices.includes(each)).map((each) => this.label_of(question, each));
  }

  review_is_overdue(today) {
    return this.review_by < today;
  }

  terms_in(texts) {
    const used = new Set([...texts].flatMap((text) => this.terms_by_text[text] ?? []));
    return this.glossary.filter((term) => used.has(term.id));
  }

  cite(ids) {
    return this.claims.filter((claim) => ids.includes(claim.id));
  }

  kept_of(edition) {
    return this.kept[edition] ?? null;
  }

  // Why picks cannot be made together; null if they can.
  clash(question, picks) {
    if (picks.length <= 1) return null;
    if (!question.takes_several) return this.say("It has room for one answer, and the link gives more.");
    const alone = question.alone.find((choice) => picks.includes(choice));
    if (alone) {
      const answer = this.label_of(question, alone);
      return this.say("“%(answer)s” cannot be picked together with other answers.", { answer });
    }
    if (question.at_most === null || picks.length <= question.at_most) return null;
    return this.sayNumber("Only %(number)s can be picked.", "At most %(number)s can be picked.", question.at_most);
  }

  // The answers one step away from what is picked.
  neighbors(question, picked) {
    const ids = question.choices.map((choice) => choice.id);
    const toggled = ids.map((id) => (picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id]));
    const found = new Map();
    if (question.takes_several) {
      for (const each of toggled) if (each.length && !this.clash(question, each)) note(inOrder(question, each));
    }
    for (const id of ids) if (`${picked}` !== id) note([id]);
    return [...found.values()];

    function note(answer) {
      if (!found.has(`${answer}`)) found.set(`${answer}`, answer);
    }
  }
}

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

// The choices under each heading; those before the first heading stand under null.
function groupsOf(choices) {
  const groups = [];
  for (const choice of choices) {
    if (choice.heading || !groups.length) groups.push([choice.heading, []]);
    groups.at(-1)[1].push(choice);
  }
  return groups;
}

const inOrder = (question, picks) => question.choice_ids.filter((choice) => picks.includes(choice));
const same = (picks, others) => `${picks ?? ""}` === `${others ?? ""}`;

// The questions that answers lead to, and which answers count.
function route(book, answers) {
  const asked = [], unanswered = [], counted = {}, waiting = new Set();
  let fewest = 0, uncertain = 0;
  for (const question of book.questions) {
    const isAsked = !question.ask_when || judge(question.ask_when, counted).truth > 0;
    if (question.ask_when && questionsOf(question.ask_when).some((name) => waiting.has(name))) {
      uncertain += 1;
      waiting.add(question.id);
    } else {
      fewest += isAsked;
    }
    if (!isAsked) continue;
    asked.push(question);
    if (answers[question.id]) {
      counted[question.id] = answers[question.id];
    } else {
      unanswered.push(question);
      waiting.add(question.id);
    }
  }
  const asks = (question) => asked.includes(question);
  const is_complete = !unanswered.length;
  return { book, answers, asked, counted, unanswered, fewest, most: fewest + uncertain, asks, is_complete };
}

const countedOnly = (taken) => ({ ...taken, answers: taken.counted });

// The route with "not sure yet" wherever a question that it asks is not answered.
function completed(begun) {
  while (begun.unanswered.length) {
    const unsure = Object.fromEntries(begun.unanswered.map((question) => [question.id, [NOT_SURE]]));
    begun = route(begun.book, { ...begun.answers, ...unsure });
  }
  return countedOnly(begun);
}
