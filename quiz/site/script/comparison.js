// Several summaries side by side, as quiz/summary/comparison.py compares them and quiz/web/pages/compare.py shows them.
const MOST_SIDE_BY_SIDE = 6, LONGEST_PRINTED = 1200, UNSENT = "_unsent";

function compared(book, several) {
  const summaries = several.map((each) => summarize(each.route));
  const names = several.map((_, place) => nameOf(place));
  const marks = summaries.map(({ picture }) =>
    Object.fromEntries([...picture.rows, ...picture.undivided].map((row) => [row.question, row.marks])));
  const having = (has) => names.filter((_, place) => has(place));
  const shared = (id, title, by) => ({ id, title, by, by_all: by.length === names.length });

  // Every rule that one of the summaries shows, and which do; what most of them show comes first.
  function sharedRules(rules) {
    const found = new Map(rules.flat().map(({ id, title }) => [id, title]));
    const rows = [...found].map(([id, title]) => shared(id, title, having((place) => rules[place].some((rule) => rule.id === id))));
    return rows.sort((a, b) => b.by.length - a.by.length);
  }

  function row(question) {
    const picked = several.map((each) => each.route.counted[question.id] ?? []);
    const marked = marks.map((each) => each[question.id] ?? book.options.map(() => "none"));
    const isSame = (lists) => lists.every((each) => same(each, lists[0]));
    return {
      question: question.id, label: question.label, same_answer: isSame(picked), same_marks: isSame(marked),
      answers: picked.map((picks) => book.labels_of(question, picks)),
      choices: question.choice_ids.map((choice) =>
        shared(choice, book.label_of(question, choice), having((place) => picked[place].includes(choice)))),
      not_asked: having((place) => !picked[place].length),
      marks: marked,
      counts: book.options.map((_, option) => {
        const all = marked.map((each) => each[option]).sort();
        return Object.fromEntries([...new Set(all)].map((mark) => [mark, all.filter((each) => each === mark).length]));
      }),
    };
  }

  const queries = summaries.map((each) => each.query);
  const twins = [...new Set(queries)].map((query) => having((place) => queries[place] === query));
  const editions = several.map((each) => each.edition);
  const others = [...new Set(editions)].filter((edition) => edition !== book.edition);
  return {
    edition: book.edition,
    summaries: summaries.map(({ headline }, place) => ({ name: names[place], title: headline.title })),
    twins: twins.filter((each) => each.length > 1),
    options: book.options,
    rows: book.questions.filter(({ id }) => several.some((each) => id in each.route.counted)).map(row),
    headlines: sharedRules(summaries.map((each) => [each.headline])),
    tensions: sharedRules(summaries.map((each) => each.tensions)),
    is_side_by_side: several.length <= MOST_SIDE_BY_SIDE,
    other_editions: Object.fromEntries(others.map((edition) => [edition, having((place) => editions[place] === edition)])),
  };
}

// The summaries in the address side by side; or the form that takes their links.
function comparePage(book, pairs) {
  const pasted = pairs.find(([name]) => name === LINKS)?.[1];
  if (pasted !== undefined) {
    return pairs.some(([name]) => name === UNSENT) ? compareForm(book, [], pasted, []) : takePasted(book, pasted);
  }
  const read = readColumns(book, pairs);
  const [usable, refused] = [read.filter((each) => each.route), read.filter((each) => each.why)];
  const summaries = usable.map(({ route: taken, edition }) =>
    new Links(taken, { other_edition: edition === book.edition ? null : { edition, pairs: [] } }).summary);
  const listed = summaries.map((each) => new URL(each, book.here).href).join("\n");
  if (refused.length || usable.length < 2) return compareForm(book, usable, listed, refused.map(told));
  const whole = wholeAddress(book, compareAddress(book, usable));
  return {
    template: "compare.html", links: new Links(route(book, {})), comparison: compared(book, usable), summaries,
    address: whole, printed: whole?.length <= LONGEST_PRINTED, pasted: listed, parameter: LINKS, switches: switchesTo(book, "compare"),
    code: whole && qrCode(whole, book.say("Code that opens this comparison")),
  };
}

// On to the comparison if every link can be used, else the form again, with what is wrong with each.
function takePasted(book, pasted) {
  const end = [...pasted.matchAll(/\s+/g)][MOST_WORDS]?.index;
  const usable = [], refused = [];
  let isAll = end === undefined;
  for (const each of readPasted(book, pasted.slice(0, end))) {
    if (each.why) refused.push(each);
    else if (usable.length < MOST_SUMMARIES) usable.push(each);
    else {
      refused.push(withoutRoom(book));
      isAll = true;
      break;
    }
    if (refused.length === MOST_SHOWN) {
      isAll = false;
      break;
    }
  }
  if (!isAll) refused.push(refusal("…", book.say("The rest was not read.")));
  if (!refused.length && usable.length >= 2) return { go: compareAddress(book, usable) };
  const few = book.say("Paste the links or codes of two or more summaries, each on a line of its own.");
  return compareForm(book, usable, pasted, refused.length ? refused.map(told) : [few]);
}

const compareForm = (book, usable, pasted, errors) => ({
  template: "compare_form.html", links: new Links(route(book, {})), pasted, parameter: LINKS, errors, unsent: UNSENT, switches: switchesTo(book, "compare"),
  count: usable.length, onward: usable.length > 1 ? compareAddress(book, usable) : null,
});
