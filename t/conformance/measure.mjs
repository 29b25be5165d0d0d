// The composer's counter behind a pipe: its module's path as argument, a JSON string a line in, its answer out.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { measure } = await import(pathToFileURL(process.argv[2]).href);
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(measure(JSON.parse(line))) + "\n");
