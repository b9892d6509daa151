import { writeFileSync } from "node:fs";

import { writeModel } from "../src/reading/learned/log-linear.ts";
import { ACTS, ADDRESSEES, ANSWERS } from "./learning.ts";
import type { Lesson } from "./learning.ts";
import { fit } from "./log-linear.ts";
import { threadMessages } from "./thread.ts";

/** Fits the weights by which messages are read to the development half of the thread messages. */
const messages = threadMessages().filter(({ split }) => split === "dev");

const tableOf = ({ examples, labels }: Lesson): string =>
  writeModel(fit(messages.flatMap(examples), labels));

for (const [name, lesson] of [
  ["acts", ACTS],
  ["addressee", ADDRESSEES],
  ["answers", ANSWERS],
] as const) {
  const file = new URL(`../src/reading/learned/weights/${name}.ts`, import.meta.url);
  const table = tableOf(lesson);
  writeFileSync(
    file,
    `/** Made by \`npm run train\` from test/cases/thread-messages.jsonl; see ../log-linear.ts. */\nexport const ${lesson.constant} = \`${table}\`;\n`,
  );
  process.stdout.write(
    `${name}: ${table.split("\n").length} clues, ${Math.round(table.length / 1024)} kB\n`,
  );
}
