import { monitorEventLoopDelay } from "node:perf_hooks";

import { checkData } from "../adapters/data-check/index.ts";

/**
 * One check of a training file, in a process of its own, so that its memory is its own. Prints one line
 * of JSON.
 */
export type Measured = {
  readonly seconds: number;
  /** The most memory that the whole process had, its worker included. */
  readonly megabytes: number;
  /** The longest time for which the event loop did nothing else. */
  readonly blockedMs: number;
  readonly usable: number;
};

const [path = ""] = process.argv.slice(2);
const RESOLUTION = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();
const start = performance.now();
const report = await checkData([{ name: "bench.jsonl", path }], {});
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
