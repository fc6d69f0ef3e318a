// Answers queries from standard input, a line of JSON for each, with what the script makes of them: for the proof.
const { createInterface } = require("node:readline");
const { readFileSync } = require("node:fs");

for (const path of process.argv.slice(2)) (0, eval)(readFileSync(path, "utf8"));
const { respond } = globalThis.quiz;
const write = (made) => process.stdout.write(`${JSON.stringify(made)}\n`);

createInterface({ input: process.stdin }).on("line", (line) => write(respond(JSON.parse(line))));
