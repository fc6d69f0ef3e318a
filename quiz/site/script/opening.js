// Codes of summaries, read as quiz/answers/codes.py, numbering.py and spelling.py do.
const LOOK_ALIKES = { O: 0, I: 1, L: 1, Z: 2 };
const valueOf = (letter) => LOOK_ALIKES[letter] ?? CHARACTERS.indexOf(letter);

const lettersIn = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "").toUpperCase();

// The number that a code stands for; null if it is mistyped.
function numberIn(letters) {
  let number = 0n, total = 0;
  for (let place = 0; place < letters.length; place++) {
    const weight = letters.length - place;
    total += weight * valueOf(letters[place]);
    if (weight > 1) number = number * PRIME + BigInt(valueOf(letters[place]));
  }
  return total % 31 ? null : number;
}

function picksOf({ skipped, pick }, digit) {
  let rest = digit - skipped;
  return rest < 0n ? null : pick((_, before) => {
    const is = rest >= before;
    if (is) rest -= before;
    return is;
  });
}

function answersOf(book, number) {
  const answers = {};
  for (const question of [...book.questions].reverse()) {
    const digits = digitsOf(question);
    const picked = picksOf(digits, number % digits.radix);
    number /= digits.radix;
    if (picked) answers[question.id] = picked;
  }
  const taken = route(book, answers);
  const all = Object.keys(taken.counted).length === Object.keys(answers).length;
  return number === 0n && taken.is_complete && all ? answers : null;
}

// The code that somebody typed, or pasted with the address around it: its range and its number, or why it is none.
function findCode(book, text) {
  const typed = text.split("/s/").at(-1).split(`${CODE}=`).at(-1).split(/[?&#]/)[0];
  const letters = lettersIn(typed);
  const reject = (why) => ({ why });
  if (!letters) return reject(book.say("Type the code from a summary."));
  const lengths = [...new Set(book.ranges.map((each) => each.length))].sort((a, b) => a - b);
  const count = [...letters].length;
  if (!lengths.includes(count)) {
    if (!lengths.length) return reject(book.say("There are no codes here. Open the link to the summary."));
    return reject(book.sayNumber(
      "It has %(number)s letter or digit; codes here have %(lengths)s.",
      "It has %(number)s letters and digits; codes here have %(lengths)s.",
      count, { lengths: lengths.join(", ") }));
  }
  const letter = [...letters].find((each) => valueOf(each) < 0);
  if (letter) return reject(book.say("It is mistyped: no code has “%(letter)s” in it.", { letter }));
  const number = numberIn(letters);
  if (number === null) return reject(book.say("It is mistyped. Compare it with the summary, character by character."));
  const range = book.ranges.find(({ length, first, size }) =>
    length === count && number >= BigInt(first) && number < BigInt(first) + BigInt(size));
  if (!range) return reject(book.say("It belongs to no quiz or edition that is kept here."));
  return { text: spell(number, range.length), number, range };
}

// The names and values that a code is short for; or why it is none of this quiz, and of which other one it is.
function readCode(book, text) {
  const found = findCode(book, text);
  if (found.why) return found;
  const { range, number } = found;
  if (range.rulebook !== book.id) {
    const other = book.quizzes.find((each) => each.id === range.rulebook);
    return { why: book.say("It belongs to another quiz."), elsewhere: other && [other, `../${other.address}/${codeAddress(found.text)}`] };
  }
  const then = range.of === "today" ? book : range.of === "kept" ? book.kept_of(range.edition)?.book : null;
  if (!then) {
    const day = book.day(range.edition);
    return { why: book.say("It belongs to the edition of %(day)s, which is not kept here.", { day }) };
  }
  const answers = answersOf(then, number - BigInt(range.first));
  if (!answers) return { why: book.say("It is mistyped: it stands for no answers.") };
  return { text: found.text, pairs: [...writePairs(then, answers), [EDITION, range.edition]] };
}

