// Asks each of the JSON list of {query, source} in argv[2], and prints one JSON answer for each.
import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/"); // the packages are where this runs, not beside this file
const { QueryEngine } = require("@comunica/query-sparql");

const engine = new QueryEngine();
const answers = [];
for (const { query, source } of JSON.parse(process.argv[2])) {
  try {
    const result = await engine.query(query, { sources: [source], noCache: true });
    answers.push({ form: result.resultType, found: await found(result) });
  } catch (error) {
    answers.push({ error: error.message });
  }
}
console.log(JSON.stringify(answers));

async function found(result) {
  const answer = await result.execute();
  if (result.resultType === "boolean") return answer;
  const items = await answer.toArray();
  if (result.resultType === "quads") return items.map((one) => [one.subject.value, one.predicate.value, one.object.value]);
  return items.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
}
