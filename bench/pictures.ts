import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";

import { COST_OVER_A_YEAR, COST_OVER_VOLUME } from "../test/pictures/samples.ts";

/**
 * How soon a picture of a chart is there: the first, with loading what draws it, and those after it;
 * and for how long at a time nothing else could be done meanwhile. With a folder behind it, the two
 * samples are written there as well: `npx tsx bench/pictures.ts docs/pictures`.
 */
const TIMES = 40;

// Where pictures are drawn, the core is loaded already.
await import("../src/index.ts");
const beforeAll = performance.now();
const { pictureOf } = await import("../adapters/pictures/index.ts");
const samples = { "cost-over-volume": COST_OVER_VOLUME, "cost-over-a-year": COST_OVER_A_YEAR };
await pictureOf(COST_OVER_VOLUME);
const first = performance.now() - beforeAll;

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
const times: number[] = [];
let bytes = 0;
for (let at = 0; at < TIMES; at += 1) {
  const before = performance.now();
  bytes = (await pictureOf(COST_OVER_VOLUME)).length;
  times.push(performance.now() - before);
}
delays.disable();
times.sort((one, another) => one - another);
const share = (of: number): string => (times[Math.floor(times.length * of)] ?? 0).toFixed(0);
process.stdout.write(
  `Pictures: the first after ${first.toFixed(0)} ms, later ones p50 ${share(0.5)} ms, p99 ${share(0.99)} ms, ${(bytes / 1024).toFixed(0)} KB; the event loop waited ${(delays.percentile(99) / 1e6).toFixed(0)} ms (p99), at most ${(delays.max / 1e6).toFixed(0)} ms\n`,
);

const [folder] = process.argv.slice(2);
if (folder !== undefined)
  for (const [name, sample] of Object.entries(samples))
    writeFileSync(join(folder, `${name}.png`), await pictureOf(sample));
