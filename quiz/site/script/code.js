// Codes of summaries, as quiz/answers/codes.py, numbering.py and spelling.py have them.
const CODE = "_code";
const CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY";
const PRIME = BigInt(CHARACTERS.length);
const LOOK_ALIKES = { O: 0, I: 1, L: 1, Z: 2 };
const valueOf = (letter) => LOOK_ALIKES[letter] ?? CHARACTERS.indexOf(letter);

function spell(number, length) {
  const values = [];
  for (; values.length < length - 1; number /= PRIME) values.push(Number(number % PRIME));
  const total = values.reduce((sum, value, place) => sum + (place + 2) * value, 0);
  const check = (31 - (total % 31)) % 31;
  return grouped([...values.reverse(), check].map((value) => CHARACTERS[value]).join(""));
}

// Letters in groups of at most four, as even as they can be.
function grouped(letters) {
  const groups = Math.ceil(letters.length / 4);
  const end = (group) => Math.ceil((letters.length * group) / groups);
  return Array.from({ length: groups }, (_, group) => letters.slice(end(group), end(group + 1))).join("-");
}

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

// The digits of a question: how many there are, and its sets of picks as digits and back.
function digitsOf(question) {
  const skipped = question.ask_when ? 1n : 0n;
  const after = (state, choice) => {
    if (!question.takes_several) return state === 0 ? 1 : null;
    if (question.alone.includes(choice)) return state === 0 ? -1 : null;
    return state >= 0 && state < question.most_together ? state + 1 : null;
  };
  const known = new Map();
  function ways(place, state) {
    if (state === null) return 0n;
    if (place === question.choice_ids.length) return state === 0 ? 0n : 1n;
    const key = `${place} ${state}`;
    if (!known.has(key)) {
      known.set(key, ways(place + 1, state) + ways(place + 1, after(state, question.choice_ids[place])));
    }
    return known.get(key);
  }
  return {
    radix: skipped + ways(0, 0),
    digitOf(picked) {
      if (!picked) return 0n;
      let digit = skipped, state = 0;
      question.choice_ids.forEach((choice, place) => {
        if (!picked.includes(choice)) return;
        digit += ways(place + 1, state);
        state = after(state, choice) ?? 0;
      });
      return digit;
    },
    picksOf(digit) {
      if (digit < skipped) return null;
      let rest = digit - skipped, state = 0;
      return question.choice_ids.filter((choice, place) => {
        const without = ways(place + 1, state);
        if (rest < without) return false;
        rest -= without;
        state = after(state, choice) ?? 0;
        return true;
      });
    },
  };
}

const todaysRange = (book) => book.ranges.find((each) => each.of === "today");

function codeOf(taken) {
  const range = todaysRange(taken.book);
  return range && taken.is_complete ? spell(BigInt(range.first) + numberOf(taken), range.length) : null;
}

const numberOf = ({ book, counted }) =>
  book.questions.reduce((number, question) => {
    const digits = digitsOf(question);
    return number * digits.radix + digits.digitOf(counted[question.id]);
  }, 0n);

function answersOf(book, number) {
  const answers = {};
  for (const question of [...book.questions].reverse()) {
    const digits = digitsOf(question);
    const picked = digits.picksOf(number % digits.radix);
    number /= digits.radix;
    if (picked) answers[question.id] = picked;
  }
  const taken = route(book, answers);
  const all = Object.keys(taken.counted).length === Object.keys(answers).length;
  return number === 0n && taken.is_complete && all ? answers : null;
}

// The code that somebody typed, or pasted with the address around it: its range and its number, or why it is none.
function findCode(book, text) {
  const typed = text.split(`${CODE}=`).at(-1).split("/s/").at(-1).split(/[?&]/)[0];
  const letters = lettersIn(typed);
  const reject = (why) => ({ why });
  if (!letters) return reject(book.say("Type the code that stands on a summary."));
  const lengths = [...new Set(book.ranges.map((each) => each.length))].sort((a, b) => a - b);
  const count = [...letters].length;
  if (!lengths.includes(count)) {
    if (!lengths.length) return reject(book.say("There are no codes here. Open the link of the summary."));
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
  if (!range) return reject(book.say("It is of no quiz and no edition that is kept here."));
  return { text: spell(number, range.length), number, range };
}

// The names and values that a code is short for; or why it is none of this quiz, and of which other one it is.
function readCode(book, text) {
  const found = findCode(book, text);
  if (found.why) return found;
  const { range, number } = found;
  if (range.rulebook !== book.id) {
    const other = book.quizzes.find((each) => each.id === range.rulebook);
    return { why: book.say("It is of another quiz."), elsewhere: other && [other, `../${other.address}/${codeAddress(found.text)}`] };
  }
  const then = range.of === "today" ? book : range.of === "kept" ? book.kept_of(range.edition)?.book : null;
  if (!then) {
    const day = book.day(range.edition);
    return { why: book.say("It is of the edition of %(day)s, which is not kept here.", { day }) };
  }
  const answers = answersOf(then, number - BigInt(range.first));
  if (!answers) return { why: book.say("It is mistyped: no answers have it.") };
  return { text: found.text, pairs: [...writePairs(then, answers), [EDITION, range.edition]] };
}

const codeAddress = (code) => address("summary", [[CODE, code]]);
