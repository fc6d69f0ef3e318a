// Codes of summaries, written as quiz/answers/codes.py, numbering.py and spelling.py have them.
const CODE = "_code";
const CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY";
const PRIME = BigInt(CHARACTERS.length);

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

// The digits of a question: how many there are, and `pick`, which gives the choices that `isPicked` takes, and tells it of
// each how many digits come before those of the picks with it.
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
  function pick(isPicked) {
    let state = 0;
    return question.choice_ids.filter((choice, place) => {
      const is = isPicked(choice, ways(place + 1, state));
      if (is) state = after(state, choice) ?? 0;
      return is;
    });
  }
  return { skipped, radix: skipped + ways(0, 0), pick };
}

const todaysRange = (book) => book.ranges.find((each) => each.of === "today");

function codeOf(taken) {
  const range = todaysRange(taken.book);
  return range && taken.is_complete ? spell(BigInt(range.first) + numberOf(taken), range.length) : null;
}

const numberOf = ({ book, counted }) =>
  book.questions.reduce((number, question) => {
    const { skipped, radix, pick } = digitsOf(question);
    const picked = counted[question.id];
    let digit = picked ? skipped : 0n;
    pick((choice, before) => {
      const is = picked?.includes(choice);
      if (is) digit += before;
      return is;
    });
    return number * radix + digit;
  }, 0n);

const codeAddress = (code) => address("summary", [[CODE, code]]);
