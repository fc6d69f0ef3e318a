// Several summaries in one address, a column for each, as quiz/answers/columns.py has them.
const MOST_SUMMARIES = 60, MOST_SHOWN = 10, MOST_WORDS = 1000, MOST_REASONS = 10;

const nameOf = (place) => (place < 26 ? "" : nameOf(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));
const refusal = (text, ...why) => ({ text, why });
const told = ({ text, why }) => `“${text}”: ${why.join(" ")}`;
const withoutRoom = (book) => refusal("…", book.say("There is room for %(count)s summaries.", { count: MOST_SUMMARIES }));

function readColumns(book, pairs) {
  const kept = {}, unknown = [], twice = new Set(), left = { count: MOST_SUGGESTIONS };
  for (const [name, value] of pairs) {
    const question = own(book.question_by_any_id, name);
    const id = question?.id ?? name;
    if (own(kept, id)) twice.add(name);
    else if (question || name === EDITION) kept[id] = value.split(",");
    else if (!NO_ANSWERS.includes(name)) unknown.push([name, value]);
  }
  const refused = readPairs(book, unknown, left).dropped.map(({ name, value, why }) => refusal(shortened(`${name}=${value}`), why));
  for (const name of twice) refused.push(refusal(name, book.say("It is in the link twice; once is enough.")));
  const count = Math.max(0, ...Object.values(kept).map((cells) => cells.length));
  const read = Array.from({ length: Math.min(count, MOST_SUMMARIES) }, (_, place) => {
    const cells = Object.entries(kept).map(([id, column]) => [id, column[place] ?? "-"]).filter(([, cell]) => cell !== "-");
    const picks = cells.flatMap(([id, cell]) => (id === EDITION ? [cell] : cell.split(".")).map((pick) => [id, pick]));
    return readAnswers(book, nameOf(place), picks, left);
  });
  return [...refused, ...read, ...(count > MOST_SUMMARIES ? [withoutRoom(book)] : [])];
}

// One summary: its route with only what counts, and its edition; or why there is none in the names and values.
function readAnswers(book, text, pairs, left) {
  const { answers, dropped, otherEdition } = readPairs(book, pairs, left);
  if (dropped.length) {
    const whys = dropped.slice(0, MOST_REASONS).map(({ name, value, why }) =>
      (`${name}=${value}` === text ? why : `${name}=${value}: ${why}`));
    const count = dropped.length - whys.length;
    return refusal(text, ...whys, ...(count ? [book.say("%(count)s more", { count })] : []));
  }
  if (otherEdition?.pairs.length) {
    return refusal(text, book.say(
      "It belongs to the edition of %(day)s, and has answers that are no longer offered: %(answers)s. Open it, answer again, and paste the new link.",
      { day: book.day(otherEdition.edition), answers: otherEdition.pairs.map((pair) => pair.join("=")).join(", ") }));
  }
  if (!Object.keys(answers).length) return refusal(text, book.say("There are no answers in it."));
  const taken = route(book, answers);
  if (!taken.is_complete) {
    const questions = taken.unanswered.map((each) => each.label).join(", ");
    return refusal(text, book.say("It is not finished. Not answered: %(questions)s.", { questions }));
  }
  return { text, route: countedOnly(taken), edition: otherEdition?.edition ?? book.edition };
}
