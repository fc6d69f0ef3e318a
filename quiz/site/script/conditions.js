// Conditions in three-valued logic, as quiz/rulebook/conditions.py judges them: 0 fails, 1 is open, 2 holds.
const NOT_SURE = "not_sure";
const HOLDS = 2;

// Answers are the picked choices of each question, in the order in which the question shows them.
function judge([kind, ...parts], answers) {
  if (kind === "always") return { truth: HOLDS, because: [] };
  if (kind === "picked") {
    const [question, ...choices] = parts;
    const picked = answers[question] ?? [];
    const hit = picked.filter((choice) => choices.includes(choice));
    if (hit.length) return { truth: HOLDS, because: [{ question, choices: hit }] };
    return { truth: picked.includes(NOT_SURE) ? 1 : 0, because: [{ question, choices: picked }] };
  }
  const judged = parts.map((part) => judge(part, answers));
  if (kind === "not") return { truth: 2 - judged[0].truth, because: judged[0].because };
  const decisive = kind === "all" ? 0 : 2;
  const truth = [decisive, 1].find((each) => judged.some((part) => part.truth === each)) ?? 2 - decisive;
  const because = new Map();
  for (const part of judged) {
    if (part.truth !== truth) continue;
    for (const each of part.because) because.set(`${each.question}:${each.choices}`, each);
  }
  return { truth, because: [...because.values()] };
}

const holds = (condition, answers) => judge(condition, answers).truth === HOLDS;

function questionsOf([kind, ...parts]) {
  if (kind === "always") return [];
  return kind === "picked" ? [parts[0]] : parts.flatMap(questionsOf);
}
