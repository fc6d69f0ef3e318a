// The engine for a program that asks it line by line, of the rulebook that it opened last.
let opened = null;
const answersTo = {
  open: (data) => { opened = new Book({ ...quiz.language, ...data }); return true; },
  find: (queries) => queries.map((query) => finding(opened, query)),
  read: (queries) => queries.map((query) => readPairs(opened, parse(query))),
};
quiz.respond = ({ what, given }) => answersTo[what](given);
