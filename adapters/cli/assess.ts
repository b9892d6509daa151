import { once } from "node:events";

import { assessmentObject, decide, readCase, oneShotReplies } from "../../src/index.ts";
import type { PriceList, Reply } from "../../src/index.ts";
import type { Answers } from "./assess-lines.ts";
import { createAssessors } from "./assess-workers.ts";
import type { Assessor } from "./assess-workers.ts";

export type AssessInput = {
  readonly text: string | undefined;
  readonly format: "text" | "json" | "jsonl";
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  readonly show: (reply: Reply) => string;
  /** What things cost; the built-in list unless another is given. */
  readonly prices?: PriceList | undefined;
  /** The present instant, ISO. */
  readonly now: () => string;
};

/** The complete lines of every chunk as it comes in; the last may end without a line break. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<readonly string[]> {
  input.setEncoding("utf8");
  let begun = "";
  let atStart = true;
  for await (const chunk of input) {
    // Some editors put a byte order mark before the first line.
    const text = atStart ? String(chunk).replace(/^\uFEFF/, "") : String(chunk);
    atStart = false;
    const [first = "", ...rest] = text.split("\n");
    begun += first;
    const last = rest.pop();
    if (last === undefined) continue;
    yield [begun, ...rest];
    begun = last;
  }
  if (begun !== "") yield [begun];
}

/** How many lines an assessor gets at a time: enough to be worth the way, few enough to share out. */
const BATCH = 64;

/** How many batches may wait for each assessor, so that a fast writer does not fill the memory. */
const WAITING = 4;

async function assessBatch({ input, output, prices, now }: AssessInput): Promise<number> {
  let assessors: readonly Assessor[] = [];
  const pending: Promise<Answers>[] = [];
  let given = 0;
  let number = 1;
  let bad = 0;
  const writeFirst = async (): Promise<void> => {
    const answers = await pending.shift();
    if (answers === undefined) return;
    bad += answers.bad;
    if (answers.text !== "" && !output.write(answers.text)) await once(output, "drain");
  };
  for await (const lines of linesOf(input)) {
    if (assessors.length === 0) assessors = createAssessors(lines.length, prices);
    for (let from = 0; from < lines.length; from += BATCH) {
      const batch = { lines: lines.slice(from, from + BATCH), first: number, at: now() };
      const assessor = assessors[given % assessors.length];
      if (assessor !== undefined) pending.push(assessor.assess(batch));
      given += 1;
      number += batch.lines.length;
      if (pending.length > WAITING * assessors.length) await writeFirst();
    }
    // What is answered already need not wait for more input.
    if (assessors.length === 1) while (pending.length > 0) await writeFirst();
  }
  while (pending.length > 0) await writeFirst();
  await Promise.all(assessors.map((assessor) => assessor.stop()));
  return bad === 0 ? 0 : 1;
}

async function wholeOf(input: NodeJS.ReadableStream): Promise<string> {
  input.setEncoding("utf8");
  let text = "";
  for await (const chunk of input) text += String(chunk);
  return text;
}

/**
 * `tuning-fork assess`: one case as text or JSON, or a batch.
 *
 * @returns the exit code: 0, or 1 when something given could not be assessed
 */
export async function assessCommand(command: AssessInput): Promise<number> {
  if (command.format === "jsonl") return assessBatch(command);
  const { output, errors, show } = command;
  const text = command.text ?? (await wholeOf(command.input));
  const at = command.now();
  const read = readCase({ text });
  if ("problem" in read) {
    errors.write(
      'There is no text to assess; say what the model should do: tuning-fork assess "we want to sort tickets".\n',
    );
    return 1;
  }
  const decided = decide(read, at, command.prices);
  if (command.format === "json")
    output.write(`${JSON.stringify(assessmentObject(undefined, decided), null, 2)}\n`);
  else
    for (const reply of oneShotReplies(decided.read, decided.assessment))
      output.write(`${show(reply)}\n\n`);
  return 0;
}
