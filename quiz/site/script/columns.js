// Several summaries in one address, a column for each, as quiz/answers/columns.py has them; and links and codes as people
// paste them, as quiz/answers/pasted.py does, except for links that were broken over lines or wrapped on their way.
const LINKS = "_links", MOST_SUMMARIES = 60, MOST_SHOWN = 10, MOST_WORDS = 1000, MOST_REASONS = 10;
const NO_ANSWERS = [
  AT, BACK_TO, WAS, "_language", "_whole", "_ready", "_sure", "_understanding", "_risks_benefits", "_encouragement",
];
const INVISIBLE = /[\u00AD\u061C\u180E\uFEFF\u200B-\u200F\u202A-\u202E\u2060-\u206F]/g;
const AROUND = /^[<>()[\]{}«»“”„‘’"'`*_~]+/;
const ENDINGS = /[ \t\r\n\xA0.,;:!?…*~_'"`´‘’‚‛“”„«»‹›()[\]{}<>|—–]+$/;

const nameOf = (place) => (place < 26 ? "" : nameOf(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));
const refusal = (text, ...why) => ({ text, why });
const told = ({ text, why }) => `“${text}”: ${why.join(" ")}`;
const shownLink = (text) => readable(text, 70, 69);
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
  const refused = readPairs(book, unknown, left).dropped.map(({ name, value, why }) => refusal(shownLink(`${name}=${value}`), why));
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
      "It is of the edition of %(day)s, and holds answers that are no longer offered: %(answers)s. Open it, answer anew, and paste the new link.",
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

// Every link and code in a pasted text; a line without any is refused.
function* readPasted(book, text) {
  const left = { count: MOST_SUGGESTIONS };
  for (const line of text.replace(INVISIBLE, "").split(/\r\n|\r|\n/).map((each) => each.replace(/^[>| \t]+/, "").trim())) {
    if (!line) continue;
    const found = linksIn(book, line);
    for (const link of found.length ? found : [line]) {
      const pairs = pairsOf(book, link);
      yield pairs.why ? pairs : readAnswers(book, shownLink(link), pairs, left);
    }
  }
}

function linksIn(book, line) {
  const words = line.split(/\s+|[,;|](?=https?:\/\/)/i), found = [];
  for (let place = 0; place < words.length;) {
    const plain = words.slice(place).map((word) => word.replace(AROUND, "").replace(ENDINGS, ""));
    const isLink = /:\/\/|=/.test(words[place]);
    const count = isLink ? 1 : wordsOfCode(book, plain);
    if (count) found.push(isLink ? plain[0].slice(Math.max(0, plain[0].search(/https?:\/\//i))) : plain.slice(0, count).join(" "));
    place += count || 1;
  }
  return found;
}

// How many words are a code, whole or in groups; ordinary words are none.
function wordsOfCode(book, words) {
  const lengths = [...new Set(book.ranges.map((each) => each.length))].sort((a, b) => a - b);
  const letters = lettersIn(words[0]);
  if (!letters || !lengths.length) return 0;
  const isMixed = (text) => /^[\p{L}\p{N}]+$/u.test(text) && /\p{L}/u.test(text) && /\p{N}/u.test(text);
  const stands = (text) => Boolean(findCode(book, text).range);
  const has = words[0].includes("-"), isGrouped = words[0].toUpperCase() === grouped(letters);
  if (has && isGrouped && stands(letters)) return 1;
  const fits = has && isGrouped
    ? lengths[0] <= letters.length && letters.length <= lengths.at(-1) + 1
    : lengths.includes(letters.length);
  if (isMixed(letters) && fits && (isGrouped || !has)) return 1;
  for (const length of lengths) {
    const groups = grouped("0".repeat(length)).split("-");
    const begin = words.slice(0, groups.length), joined = begin.join("");
    const isLaidOut = begin.length === groups.length && begin.every((word, place) => word.length === groups[place].length);
    if (isLaidOut && isMixed(joined) && stands(joined)) return groups.length;
  }
  return 0;
}

// The names and values in a link to a summary of this quiz, of a folder or a server, or in a code; or why it is none.
function pairsOf(book, link) {
  const words = link.split(/\s+/);
  if (wordsOfCode(book, words) === words.length || findCode(book, link).range) return pairsOfCode(book, link);
  let [, isElsewhere, path, query] = link.match(/^([a-z]+:\/\/[^/?#]*)?([^?#]*)[?#]?(.*)$/is);
  if (!query && path.includes("=") && !path.includes("/")) [path, query] = ["", path];
  const [page, quiz, ...others] = path.split("/").reverse();
  if (!query && !isElsewhere && quiz === undefined) {
    return refusal(shownLink(link), book.say("This is no link. Paste the address of a summary, or its code."));
  }
  if (quiz === "s") return pairsOfCode(book, page);
  const of = [quiz, ...others].find(Boolean) ?? book.id;
  if (of !== book.id && !of.startsWith(`${book.id}.`)) return refusal(shownLink(link), book.say("It does not lead to this quiz."));
  if (page.split(".")[0] === "compare") {
    return refusal(shownLink(link), book.say("It leads to a comparison. Paste the links of the summaries."));
  }
  const pairs = parse(query.replaceAll("&amp;", "&"));
  const code = pairs.find(([name]) => name === CODE)?.[1];
  if (code !== undefined) return pairsOfCode(book, code);
  if (pairs.length > MAX_PAIRS) {
    return refusal(shownLink(link), book.say("A link has room for %(count)s parts.", { count: MAX_PAIRS }));
  }
  return pairs.filter(([name]) => !NO_ANSWERS.includes(name));
}

function pairsOfCode(book, code) {
  const { why, pairs } = readCode(book, code);
  return why ? refusal(shownLink(code), why) : pairs;
}
