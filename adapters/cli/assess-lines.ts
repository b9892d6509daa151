import { assessmentObject, decide, readCase } from "../../src/index.ts";
import type { Case, PriceList } from "../../src/index.ts";

/** Some lines of a batch, as they came in. */
export type Batch = {
  readonly lines: readonly string[];
  /** The number of the first of them, counted from 1. */
  readonly first: number;
  /** The present instant, ISO. */
  readonly at: string;
};

/** What they gave, one line for each that was not blank. */
export type Answers = { readonly text: string; readonly bad: number };

const LONGEST_LINE = 1_000_000;

const sayCount = (count: number): string => count.toLocaleString("en-US");

const idOf = (value: unknown): Case["id"] | null => {
  const id =
    typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)["id"]
      : undefined;
  return typeof id === "string" || typeof id === "number" ? id : null;
};

/** One line of a batch, decided or refused. */
export function assessLine(
  line: string,
  number: number,
  at: string,
  prices?: PriceList,
): { readonly json: string; readonly good: boolean } {
  const refused = (id: Case["id"] | null, message: string) => ({
    json: JSON.stringify({ id, error: { message, line: number } }),
    good: false,
  });
  if (line.length > LONGEST_LINE)
    return refused(
      null,
      `This line is ${sayCount(line.length)} characters long; at most ${sayCount(LONGEST_LINE)} are read.`,
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
  return { json: JSON.stringify(assessmentObject(read.id, decide(read, at, prices))), good: true };
}

/**
 * Some lines of a batch; a bad one is answered and the rest goes on.
 *
 * @param prices what things cost; the built-in list unless another is given
 */
export function assessLines({ lines, first, at }: Batch, prices?: PriceList): Answers {
  let text = "";
  let bad = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const { json, good } = assessLine(line, first + index, at, prices);
    if (!good) bad += 1;
    text += `${json}\n`;
  }
  return { text, bad };
}
