import {
  assessmentObject,
  decide,
  readCase,
  recommendationReplies,
  understoodReply,
} from "../../src/index.ts";
import type { Case, Reply } from "../../src/index.ts";

export type AssessInput = {
  readonly text: string | undefined;
  readonly format: "text" | "json" | "jsonl";
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  readonly show: (reply: Reply) => string;
  /** The present instant, ISO. */
  readonly now: () => string;
};

const idOf = (value: unknown): Case["id"] | null => {
  const id =
    typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)["id"]
      : undefined;
  return typeof id === "string" || typeof id === "number" ? id : null;
};

const LONGEST_LINE = 1_000_000;

/** One line of a batch, decided or refused. */
export function assessLine(
  line: string,
  number: number,
  at: string,
): { readonly json: string; readonly good: boolean } {
  const refused = (id: Case["id"] | null, message: string) => ({
    json: JSON.stringify({ id, error: { message, line: number } }),
    good: false,
  });
  if (line.length > LONGEST_LINE)
    return refused(
      null,
      `This line is ${line.length.toLocaleString("en-US")} characters long; at most ${LONGEST_LINE.toLocaleString("en-US")} are read.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refused(
      null,
      'This line is not JSON; each line takes one object such as {"text": "we want to sort tickets"}.',
    );
  }
  const read = readCase(value);
  if ("problem" in read) return refused(idOf(value), read.problem);
  return { json: JSON.stringify(assessmentObject(read.id, decide(read, at))), good: true };
}

/** The complete lines of every chunk as it comes in; the last may end without a line break. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<readonly string[]> {
  input.setEncoding("utf8");
  let begun = "";
  for await (const chunk of input) {
    const [first = "", ...rest] = String(chunk).split("\n");
    begun += first;
    const last = rest.pop();
    if (last === undefined) continue;
    yield [begun, ...rest];
    begun = last;
  }
  if (begun !== "") yield [begun];
}

async function assessLines({ input, output, now }: AssessInput): Promise<number> {
  let number = 0;
  let bad = 0;
  for await (const lines of linesOf(input)) {
    let answers = "";
    for (const line of lines) {
      number += 1;
      if (line.trim() === "") continue;
      const { json, good } = assessLine(line, number, now());
      if (!good) bad += 1;
      answers += `${json}\n`;
    }
    if (answers !== "" && !output.write(answers))
      await new Promise((resolve) => void output.once("drain", resolve));
  }
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
  if (command.format === "jsonl") return assessLines(command);
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
  const decided = decide(read, at);
  if (command.format === "json")
    output.write(`${JSON.stringify(assessmentObject(undefined, decided), null, 2)}\n`);
  else
    for (const reply of [
      understoodReply(decided.read),
      ...recommendationReplies(decided.assessment),
    ])
      output.write(`${show(reply)}\n\n`);
  return 0;
}
