import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { PriceList } from "../../src/index.ts";
import { assessLines } from "./assess-lines.ts";
import type { Answers, Batch } from "./assess-lines.ts";

/** Something that works off one batch after the other. */
export type Assessor = {
  /** Answers come in the order in which batches were given. */
  readonly assess: (batch: Batch) => Promise<Answers>;
  readonly stop: () => Promise<unknown>;
};

/** A first chunk of this many lines is full, so that more are to be expected, and workers pay. */
const WORTH_WORKERS = 50;
const MOST_WORKERS = 8;

// Compiled code runs compiled workers; only tests run the sources.
const WORKER = new URL(
  import.meta.url.endsWith(".ts") ? "./assess-worker.ts" : "./assess-worker.js",
  import.meta.url,
);

/** What a worker is told when it begins. */
export type WorkerData = { readonly prices: PriceList | undefined };

function createWorkerAssessor(workerData: WorkerData): Assessor {
  const worker = new Worker(WORKER, { workerData });
  let last: Promise<unknown> = Promise.resolve();
  return {
    assess: (batch) => {
      const answer = last.then(async () => {
        const answered = once(worker, "message");
        worker.postMessage(batch);
        const [answers] = (await answered) as [Answers];
        return answers;
      });
      last = answer.catch(() => undefined);
      return answer;
    },
    stop: () => worker.terminate(),
  };
}

const assessorHere = (prices: PriceList | undefined): Assessor => ({
  assess: async (batch) => assessLines(batch, prices),
  stop: async () => undefined,
});

/** The assessors for an input: this thread for a few lines, one worker for every core for many. */
export const createAssessors = (
  firstLines: number,
  prices: PriceList | undefined,
): readonly Assessor[] =>
  firstLines < WORTH_WORKERS || availableParallelism() < 2
    ? [assessorHere(prices)]
    : Array.from({ length: Math.min(MOST_WORKERS, availableParallelism()) }, () =>
        createWorkerAssessor({ prices }),
      );
