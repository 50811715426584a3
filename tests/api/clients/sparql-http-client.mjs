// Asks each of the JSON list of {query, source} in argv[2], and prints one JSON answer for each.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/"); // the packages are where this runs, not beside this file
const place = require.resolve("sparql-http-client/ParsingClient.js");
const { default: ParsingClient } = await import(pathToFileURL(place));
const FORMS = { SELECT: "select", ASK: "ask", CONSTRUCT: "construct" };

const answers = [];
for (const { query, source, operation } of JSON.parse(process.argv[2])) {
  const client = new ParsingClient({ endpointUrl: source });
  try {
    answers.push({ found: plain(await client.query[FORMS[query.split(" ")[0]]](query, { operation })) });
  } catch (error) {
    answers.push({ error: error.message, status: error.status });
  }
}
console.log(JSON.stringify(answers));

function plain(found) {
  if (typeof found === "boolean") return found;
  if (Array.isArray(found)) return found.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
  return [...found].map((one) => [one.subject.value, one.predicate.value, one.object.value]);
}
