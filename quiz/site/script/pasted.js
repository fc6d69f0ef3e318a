// Links and codes as people paste them, each read on its own: as quiz/answers/pasted.py does.
const MOST_TRIES = 200, MOST_GROUPS = 6;

// Every link and code in a pasted text; a line without any is refused.
function* readPasted(book, text) {
  const left = { count: MOST_SUGGESTIONS }, whole = new Map();
  let tries = 0;

  // Whether a text is one link, with every answer that a summary needs and nothing else; no, after too many tries.
  function isWhole(word) {
    const [address, query] = partition(word, "?");
    if ((query && address.includes("=")) || !mayBeWhole(book, word) || tries++ >= MOST_TRIES) return false;
    const link = withoutTextAround(word), pairs = pairsOf(book, link);
    const isOurs = ([name]) => own(book.question_by_any_id, name) || [EDITION, THEN].includes(name);
    const found = pairs.why || !pairs.every(isOurs) ? {} : readAnswers(book, shortened(link), pairs, { count: 0 });
    if (found.route) whole.set(link, found);
    return Boolean(found.route);
  }

  for (const line of putTogether(linesOf(visible(text)), isWhole)) {
    if (!line) continue;
    const found = linksIn(book, line);
    for (const link of found.length ? found : [line]) {
      if (whole.has(link)) yield whole.get(link);
      else {
        const pairs = pairsOf(book, link);
        yield pairs.why ? pairs : readAnswers(book, shortened(link), pairs, left);
      }
    }
  }
}

// Whether a text has the names of as many questions as are asked of everybody, or hides them in base 64.
function mayBeWhole(book, word) {
  const written = word.replaceAll("-5F", "_");
  const names = Object.keys(book.question_by_any_id).filter((name) => written.includes(name));
  return names.length >= route(book, {}).fewest || word.includes(BASE_64_START);
}

const bare = (word) => withoutEnding(word.slice([...word].findIndex((sign) => !SIGNS.around.includes(sign))));

function withoutTextAround(word) {
  const link = bare(word);
  return link.slice(Math.max(0, link.search(/https?:\/\//i)));
}

function linksIn(book, line) {
  const words = line.split(/[\s\x1f]+|[,;|](?=https?:\/\/)/i), found = [];
  for (let place = 0; place < words.length;) {
    const isLink = mayHoldLink(words[place]);
    const plain = words.slice(place, place + MOST_GROUPS).map(bare);
    const count = isLink ? 1 : wordsOfCode(book, plain);
    if (count) found.push(isLink ? withoutTextAround(words[place]) : plain.slice(0, count).join(" "));
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
  const shown = shortened(link), words = link.split(/[\s\x1f]+/);
  const noLink = refusal(shown, book.say("This is not a link. Paste the address of a summary, or its code."));
  if (wordsOfCode(book, words) === words.length || findCode(book, lettersIn(link)).range) return pairsOfCode(book, link);
  let inner;
  try {
    inner = unwrapped(link);
  } catch {
    return noLink;
  }
  let [, host, path, query = "", behind = ""] = inner.match(/^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*?)(?:#[\w-]*)?)?$/is);
  if (!query && unquoted(path).includes("?")) [path, query] = partition(unquoted(path), "?");
  if (!query && behind.includes("=")) query = behind;
  if (!query && path.includes("=") && !path.includes("/")) [path, query] = ["", path];
  if (!query && !host && !path.includes("/")) return noLink;
  const [page, ...before] = path.split("/").reverse();
  if (before[0] === "s") return pairsOfCode(book, page);
  const quiz = before.find(Boolean) ?? book.id;
  if (quiz !== book.id && !quiz.startsWith(`${book.id}.`)) return refusal(shown, book.say("It does not lead to this quiz."));
  if (page.split(".")[0] === "compare") {
    return refusal(shown, book.say("It leads to a comparison. Paste the links to the summaries."));
  }
  if (query.split("&").length > MAX_PAIRS) {
    return refusal(shown, book.say("A link has room for %(count)s parts.", { count: MAX_PAIRS }));
  }
  const pairs = mended(book, parse(withAmpersands(query))).filter(([name]) => !NO_ANSWERS.includes(name));
  const code = pairs.find(([name]) => name === CODE)?.[1];
  return code === undefined ? pairs : pairsOfCode(book, code);
}

function pairsOfCode(book, code) {
  const { why, pairs } = readCode(book, code);
  return why ? refusal(shortened(code), why) : pairs;
}
