import { writeFileSync } from "node:fs";

import { writeModel } from "../src/reading/learned/log-linear.ts";
import { LESSONS, fingerprintOf } from "./learning.ts";
import { fit } from "./log-linear.ts";
import { threadMessages } from "./thread.ts";

/** Fits the weights by which messages are read to the development part of the thread messages. */
const messages = threadMessages().filter(({ split }) => split === "dev");

for (const { name, constant, labels, examples } of LESSONS) {
  const table = writeModel(fit(messages.flatMap(examples), labels));
  writeFileSync(
    new URL(`../src/reading/learned/weights/${name}.ts`, import.meta.url),
    `/**
 * Made by \`npm run train\` from the messages in test/cases/thread-messages.jsonl with the fingerprint
 * ${fingerprintOf(messages)}; ../log-linear.ts says how to read it.
 */
export const ${constant} = \`${table}\`;
`,
  );
  process.stdout.write(
    `${name}: ${messages.length} messages, ${table.split("\n").length - 2} clues, ${Math.round(table.length / 1024)} kB\n`,
  );
}
