// Which rules hold, as engines in Node find it: answers lines of JSON as quiz/site/script/runner.js does.
const { createInterface } = require("node:readline");
const { readFileSync } = require("node:fs");
const { Engine } = require("json-rules-engine");
const { ConditionRunner } = require("survey-core");

const judge = (0, eval)(`${readFileSync(process.argv[2], "utf8")}; judge`);

const ENGINES = {
  // As a summary needs it: why a rule holds, and what is open.
  "ours in JavaScript, with reasons": (rules) => ({ answers }) => {
    const called = rules.map(({ id, when }) => ({ id, ...judge(when, answers) })).filter(({ truth }) => truth > 0);
    return called.filter(({ truth }) => truth === 2).map(({ id }) => id);
  },
  "json-rules-engine": (rules) => {
    const engine = new Engine(rules.map(({ id, json_rules }) => ({ conditions: json_rules, event: { type: id } })));
    return async ({ facts }) => (await engine.run(facts)).events.map(({ type }) => type);
  },
  "survey-core": (rules) => {
    const runners = rules.map(({ id, survey }) => [id, new ConditionRunner(survey)]);
    return ({ facts }) => runners.filter(([, runner]) => runner.runValues(facts)).map(([id]) => id);
  },
};

const opened = {};

async function respond({ what, given }) {
  if (what === "open") {
    for (const [name, engine] of Object.entries(ENGINES)) opened[name] = engine(given);
    return Object.keys(opened);
  }
  const before = process.cpuUsage();
  const held = [];
  for (const set of given) held.push(await opened[what](set));
  const { user, system } = process.cpuUsage(before);
  return [held, (user + system) / 1e6];
}

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await respond(JSON.parse(line)))}\n`);
  }
})();
