import { basename } from "node:path";

import { PRICES, dataCheckReply, factFromData } from "../../src/index.ts";
import type { DataReport, PriceList, Reply, Unusable } from "../../src/index.ts";

type Source = { readonly name: string; readonly path: string };
type Progress = { readonly doneBytes: number; readonly bytes: number };

export type CheckDataInput = {
  /** The training file, and a test file if there is one. */
  readonly files: readonly [string, string?];
  readonly format: "text" | "json";
  readonly check: (
    sources: readonly [Source, Source?],
    options: { readonly onProgress: (progress: Progress) => void },
  ) => Promise<DataReport | Unusable>;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly show: (reply: Reply) => string;
  /** What things cost; the built-in list unless another is given. */
  readonly prices?: PriceList | undefined;
  /** The day of the check, as YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** Where nobody watches a line change, a new one comes this often at most, in milliseconds. */
const BETWEEN_LINES = 5000;

/** Says how far the check is: in place on a terminal, now and then in a log. */
function createProgress({ errors, now }: CheckDataInput) {
  const isTerminal = errors.isTTY === true;
  let last = now();
  let shown = false;
  return {
    show: ({ doneBytes, bytes }: Progress): void => {
      const words = `Checking: ${Math.floor((doneBytes / bytes) * 100)}%`;
      if (isTerminal) errors.write(`\r${words}`);
      else if (now() - last >= BETWEEN_LINES) {
        errors.write(`${words}\n`);
        last = now();
      }
      shown = true;
    },
    clear: (): void => {
      if (shown && isTerminal) errors.write("\r\u001B[K");
    },
  };
}

const sourceOf = (path: string): Source => ({ name: basename(path), path });

/**
 * `tuning-fork check-data`: whether a training file can be used, and what it means for the decision.
 *
 * @returns the exit code: 0, or 1 when a file cannot be checked at all
 */
export async function checkDataCommand(command: CheckDataInput): Promise<number> {
  const { files, format, check, output, errors, show, today, prices = PRICES } = command;
  const [training, test] = files;
  const progress = createProgress(command);
  const report = await check(
    test === undefined ? [sourceOf(training)] : [sourceOf(training), sourceOf(test)],
    { onProgress: progress.show },
  );
  progress.clear();
  if ("problem" in report) {
    if (format === "json")
      output.write(`${JSON.stringify({ error: { message: report.problem } }, null, 2)}\n`);
    else errors.write(`${report.problem}\n`);
    return 1;
  }
  if (format === "json") {
    const fact = factFromData(report);
    const told = { facts: { [fact.fact]: fact.value }, read: [fact], ...report };
    output.write(`${JSON.stringify(told, null, 2)}\n`);
  } else output.write(`${show(dataCheckReply(report, { prices, today }))}\n`);
  return 0;
}
