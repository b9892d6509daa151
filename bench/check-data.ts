import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { Measured } from "./check-data-load.ts";
import { compileProgram } from "./compile.ts";

/**
 * A long training file, checked as a chat platform would: 100,000 examples in 100 MB take at most 60 s
 * and 400 MB, and the event loop of the bot is never kept for 50 ms.
 */
const { values } = parseArgs({ options: { short: { type: "boolean" } } });
const EXAMPLES = values.short === true ? 5000 : 100_000;
const BYTES_EACH = 1000;

const WORDS =
  "order refund delivery late broken screen password login account invoice charge twice subscription cancel upgrade device replace warranty shipping address change colour size return label support agent waiting never arrived wrong item, which I bought for my mother on Tuesday; it is the third time that this happens and nobody has answered. Please help me with number".split(
    " ",
  );
const LABELS = ["refund", "login", "shipping", "warranty", "other"];

/** Repeatable chance (mulberry32), so that every run checks the same file. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function writeExamples(path: string): void {
  const chance = createChance(7);
  const file = openSync(path, "w");
  for (let at = 0; at < EXAMPLES; at += 1) {
    let ticket = "";
    while (ticket.length < BYTES_EACH - 190)
      ticket += `${WORDS[chance(WORDS.length)]}${chance(9) === 0 ? ` ${chance(100_000)}` : ""} `;
    const messages = [
      { role: "system", content: "Sort the ticket into one of five categories." },
      { role: "user", content: ticket },
      { role: "assistant", content: LABELS[chance(LABELS.length)] },
    ];
    writeSync(file, `${JSON.stringify({ messages })}\n`);
  }
  closeSync(file);
}

const folder = mkdtempSync(join(tmpdir(), "tuning-fork-bench-"));
const path = join(folder, "train.jsonl");
try {
  writeExamples(path);
  const program = compileProgram("bench", "check-data-load");
  const size = Math.round(statSync(path).size / 1e6);
  for (const way of ["command line", "thread"]) {
    const { stdout, status } = spawnSync(process.execPath, [program, path, way], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error("The check of the long file failed.");
    const { seconds, megabytes, blockedMs } = JSON.parse(stdout) as Measured;
    const what = `check-data, ${EXAMPLES.toLocaleString("en-US")} examples, ${size} MB, ${way}`;
    process.stdout.write(
      `${what.padEnd(58)}${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB at most, event loop kept ${blockedMs.toFixed(0)} ms at most\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
