// The composer's counter behind a pipe: its module's path as argument, a JSON string a line in, its answer out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

globalThis.fetch = async (url) => ({ json: async () => JSON.parse(readFileSync(url, "utf8")) }); // node's knows no files

const { measure } = await import(pathToFileURL(process.argv[2]).href);
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(measure(JSON.parse(line))) + "\n");
