// Addresses that carry the answers, behind the `#`, which no browser sends: as quiz/web/pages/links.py writes them.
const PLACES = ["check", "summary"];

class Links {
  constructor(taken, { back_to = null, other_edition = null, was = null } = {}) {
    Object.assign(this, { route: taken, book: taken.book, back_to, other_edition, was });
  }

  to(page, more = []) {
    const none = page === "summary" && !this.other_edition;
    const edition = none ? [[EDITION, this.book.edition]] : writeOtherEdition(this.other_edition);
    return address(page, [...writePairs(this.book, this.route.answers), ...edition, ...more]);
  }

  get changed() { return this.was ? [[WAS, wasText(this.was)]] : []; }
  get kept() { return this.back_to ? [[BACK_TO, this.back_to], ...this.changed] : this.changed; }

  get start() { return this.to("index"); }
  get about() { return this.to("about"); }
  get check() { return this.to("check"); }
  get summary() { return this.to("summary"); }
  get compare() {
    return compareAddress(this.book, [{ route: this.route, edition: this.other_edition?.edition ?? this.book.edition }]);
  }
  get compare_form() { return address("compare"); }
  get anew() { return address("index"); }
  get here() { return address("ask"); }
  get marks() { return []; }
  get pairs() {
    return [...writePairs(this.book, this.route.answers), ...writeOtherEdition(this.other_edition)];
  }
  get permanent() {
    const code = codeOf(this.route);
    return wholeAddress(this.book, code ? codeAddress(code) : this.summary);
  }

  get next() {
    if (this.route.unanswered.length) return this.to("ask", this.kept);
    if (this.back_to === "check") return this.check;
    return this.to("summary", this.changed);
  }

  ask(question) { return this.to("ask", [...this.kept, [AT, question]]); }
  change(question, back_to) { return this.to("ask", [[BACK_TO, back_to], [AT, question]]); }

  back(question) {
    if (this.back_to) return this.to(this.back_to);
    const place = this.route.asked.indexOf(question);
    return place ? this.ask(this.route.asked[place - 1].id) : this.start;
  }

  carried(question) {
    const { [question.id]: _, ...others } = this.route.answers;
    const isFirst = this.back_to === "summary" && !this.was;
    const was = isFirst ? { question, choices: this.route.counted[question.id] ?? [] } : this.was;
    const { kept } = new Links(this.route, { back_to: this.back_to, was });
    return [...writePairs(this.book, others), ...writeOtherEdition(this.other_edition), ...kept, [AT, question.id]];
  }
}

function address(page, pairs = [], write = joined) {
  const query = write(pairs);
  return `${page}.html${query && "#"}${query}`;
}

// An address for other people and for paper; none from a disk, where it would lead nobody else anywhere.
const wholeAddress = ({ here }, relative) => (here.startsWith("file:") ? null : new URL(relative, here).href);

// The address that holds several summaries, a column for each.
function compareAddress(book, several) {
  const asked = book.questions.filter(({ id }) => several.some(({ route }) => id in route.counted));
  const columns = asked.map(({ id }) => [id, several.map(({ route }) => route.counted[id]?.join(".") ?? "-")]);
  return address("compare", [...columns, [EDITION, several.map((each) => each.edition)]]);
}

const wasText = ({ question, choices }) => `${question.id}:${inOrder(question, choices).join(".")}`;

function readWas(book, text = "") {
  const [name, listed] = partition(text, ":");
  const question = own(book.question_by_id, name);
  const choices = listed ? listed.split(".") : [];
  if (!question || !choices.every((choice) => question.choice_ids.includes(choice)) || book.clash(question, choices)) return null;
  return { question, choices: inOrder(question, choices) };
}
