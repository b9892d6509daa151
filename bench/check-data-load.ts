import { createReadStream, statSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

import { createCheckFiles } from "../adapters/data-check/given.ts";
import { checkData } from "../adapters/data-check/index.ts";
import type { DataReport, Unusable } from "../src/index.ts";

/**
 * One check of a training file, from the command line or as a thread brings it, in a process of its
 * own, so that its memory is its own. Prints one line of JSON.
 */
export type Measured = {
  readonly seconds: number;
  /** The most memory that the whole process had, its worker included. */
  readonly megabytes: number;
  /** The longest time for which the event loop did nothing else. */
  readonly blockedMs: number;
  readonly usable: number;
};

const [path = "", way] = process.argv.slice(2);

/** The file as a platform gives it: a stream of its bytes. */
async function checkGiven(): Promise<DataReport | Unusable> {
  const give = async () => createReadStream(path);
  const check = createCheckFiles({
    giverFor: () => give,
    log: ({ message }) => process.stderr.write(message),
  });
  const outcome = await check({ platform: "slack", workspace: "T1", thread: "C1" }, [
    { id: "F1", name: "bench.jsonl", bytes: statSync(path).size },
  ]);
  return "problem" in outcome ? outcome : (outcome.report as DataReport);
}

const RESOLUTION = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
const start = performance.now();
const report = await (way === "thread"
  ? checkGiven()
  : checkData([{ name: "bench.jsonl", path }], {}));
const seconds = (performance.now() - start) / 1000;
delay.disable();
if ("problem" in report) throw new Error(report.problem);
const measured: Measured = {
  seconds,
  megabytes: process.resourceUsage().maxRSS / 1000,
  blockedMs: delay.max / 1e6 - RESOLUTION,
  usable: report.usable,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
