// Answers as they travel in an address, as quiz/answers/query.py reads and writes them.
const AT = "_at", BACK_TO = "_back_to", EDITION = "_edition", LANGUAGE = "_language", LINKS = "_links", THEN = "_then", WAS = "_was";
const MAX_PAIRS = 200, MOST_SUGGESTIONS = 5;

function unquoted(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return new URLSearchParams(`a=${text.replace(/[+&]/g, encodeURIComponent)}`).get("a");
  }
}

function partition(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + sign.length)];
}

// Names and values; a part without a name or a value counts, too.
const parse = (query) =>
  query.replaceAll("+", " ").split("&").filter(Boolean).map((part) => partition(part, "=").map(unquoted));

// Whether a quiz wrote a name and a value so. What is not, other programs may have changed; or it is a code.
function isAsWritten(book, [name, value]) {
  const question = own(book.question_by_any_id, name);
  if (question) return todayId(question, value);
  if (name === EDITION) return dayIn(value);
  if (name === AT) return own(book.question_by_id, value);
  return name === BACK_TO ? PLACES.includes(value) : name === WAS && readWas(book, value);
}

// Names and values of any kind as they stand in an address.
const encoded = (pairs) => new URLSearchParams(pairs).toString().replaceAll("%3A", ":").replaceAll("%2C", ",");

const joined = (pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("&");

const writePairs = (book, answers) =>
  book.questions.flatMap((question) =>
    question.choice_ids.filter((choice) => (answers[question.id] ?? []).includes(choice)).map((choice) => [question.id, choice]));

const writeQuery = (book, answers) => joined(writePairs(book, answers));

const todayId = (question, value) =>
  value === NOT_SURE ? NOT_SURE : question.choices.find((each) => each.id === value || each.was.includes(value))?.id;

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

// Of names that were probably meant, as many more are told as `left` counts.
function readPairs(book, pairs, left = { count: MOST_SUGGESTIONS }) {
  const dropped = [];
  const edition = dayIn(pairs.slice(0, MAX_PAIRS).find(([name]) => name === EDITION)?.[1]);
  const kept = edition && edition !== book.edition ? book.kept_of(edition) : null;
  const onlyThen = kept ? onlyOffered(kept.book, book, pairs.slice(0, MAX_PAIRS)) : [];
  const isThen = (name, value) => onlyThen.some(([n, v]) => n === name && v === value);

  function drop(name, value, why) {
    if (!isThen(name, value)) dropped.push({ name: shortened(name), value: shortened(value), why });
  }

  if (pairs.length > MAX_PAIRS) {
    const more = book.say("%(count)s more", { count: pairs.length - MAX_PAIRS });
    drop("…", more, book.say("A link has room for %(count)s parts.", { count: MAX_PAIRS }));
  }
  const twice = book.say("It is in the link twice; once is enough.");
  const picked = new Map();
  let named = false;
  for (const [name, value] of pairs.slice(0, MAX_PAIRS)) {
    if (name === EDITION) {
      if (named) drop(name, value, twice);
      else if (!dayIn(value)) {
        drop(name, value, book.say("An edition is named by its date, such as %(day)s.", { day: book.edition }));
      }
      named = true;
      continue;
    }
    if (name === THEN && isThen(...partition(value, ":"))) continue;
    const question = own(book.question_by_any_id, name);
    if (!question) {
      const why = book.say("This quiz has no such question.");
      drop(name, value, why + near(book, left, name, Object.keys(book.question_by_any_id)));
      continue;
    }
    const choice = todayId(question, value);
    if (!picked.has(question.id)) picked.set(question.id, new Map());
    const picks = picked.get(question.id);
    if (!choice) {
      picks.size || picked.delete(question.id);
      const why = book.say("“%(question)s” has no such answer.", { question: question.label });
      drop(name, value, why + near(book, left, value, question.choice_ids));
    } else if (picks.has(choice)) drop(name, value, twice);
    else picks.set(choice, [name, value]);
  }
  const answers = {};
  for (const question of book.questions) {
    const picks = picked.get(question.id) ?? new Map();
    const clash = book.clash(question, [...picks.keys()]);
    if (clash) for (const pair of picks.values()) drop(...pair, clash);
    else if (picks.size) answers[question.id] = inOrder(question, [...picks.keys()]);
  }
  const otherEdition = edition && edition !== book.edition ? { edition, pairs: onlyThen } : null;
  return { answers, dropped, otherEdition };
}

function dayIn(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text ?? "") || text.startsWith("0000")) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text) ? text : null;
}

const writeOtherEdition = (other) =>
  other ? [[EDITION, other.edition], ...other.pairs.map(([name, value]) => [THEN, `${name}:${value}`])] : [];

// Text on one line of at most 60 characters, with a sign for what cannot be printed.
function shortened(text) {
  const letters = [...text], isLong = letters.length > 60;
  const shown = isLong ? letters.slice(0, 59) : letters;
  return shown.map((each) => (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(each) ? each : "�")).join("") + (isLong ? "…" : "");
}
