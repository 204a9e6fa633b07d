// Checks documents with the published schemas, and knows nothing else of the library.
// node check.mjs SCHEMAS DOCUMENTS: prints the names of those that are refused, each with the reasons, as JSON.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";

const [schemas, documents] = process.argv.slice(2);
const read = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf-8"))]);

// Strict in every way that there is: what ajv would only warn of is an error.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: true, strictTuples: true });
const validators = new Map();
for (const [, schema] of read(schemas)) {
  validators.set(schema.properties.kind.const, ajv.compile(schema));
}

const refused = {};
for (const [name, document] of read(documents)) {
  const validate = validators.get(document.kind);
  if (!validate) {
    refused[name] = ["no schema for this kind"];
  } else if (!validate(document)) {
    refused[name] = validate.errors.map((error) => `${error.instancePath}: ${error.message}`);
  }
}
console.log(JSON.stringify(refused));
