import { Worker } from "node:worker_threads";

import type { DataReport, Unusable } from "../../src/index.ts";
import type { Progress } from "./check.ts";
import type { Source } from "./open.ts";

export type ToWorker = {
  readonly training: Source;
  readonly test: Source | undefined;
  readonly mostBytes: number;
};

export type FromWorker =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "result"; readonly result: DataReport | Unusable };

export type CheckOptions = {
  /** Told in steps of a percent. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** The largest file that is checked, in bytes. */
  readonly mostBytes?: number;
  /** How long it may take, in milliseconds. */
  readonly mostMilliseconds?: number;
};

/** What Google takes in one file; only Together takes more. */
const MOST_BYTES = 1_000_000_000;
const MOST_MILLISECONDS = 15 * 60_000;

/** Texts do not stay in memory, so more than this is a fault and ends the check, not the process. */
const WORKER_MEGABYTES = 256;

const IS_SOURCE = import.meta.url.endsWith(".ts");
const WORKER = new URL(IS_SOURCE ? "./worker.ts" : "./worker.js", import.meta.url);

// Compiled code runs a compiled worker. Only development runs the sources, and a worker there has to be
// told how to read them.
const START = IS_SOURCE
  ? `import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))}).then(({ register }) => { register(); return import(${JSON.stringify(WORKER.href)}); });`
  : WORKER;

function createWorker(data: ToWorker): Worker {
  return new Worker(START, {
    eval: IS_SOURCE,
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEGABYTES, maxYoungGenerationSizeMb: 16 },
  });
}

const isOutOfMemory = (error: Error): boolean =>
  (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";

/**
 * Checks training data, and a test file against it if there is one, in a thread of its own.
 *
 * @returns the report, or in one sentence why the data cannot be checked
 * @throws the reason of the signal when it is called off, or what broke the worker
 */
export async function checkData(
  [training, test]: readonly [Source, Source?],
  {
    onProgress,
    signal,
    mostBytes = MOST_BYTES,
    mostMilliseconds = MOST_MILLISECONDS,
  }: CheckOptions = {},
): Promise<DataReport | Unusable> {
  signal?.throwIfAborted();
  const worker = createWorker({ training, test, mostBytes });
  const answered = new Promise<DataReport | Unusable>((resolve, reject) => {
    const timer = setTimeout(() => {
      const minutes = Math.round(mostMilliseconds / 60_000);
      resolve({
        problem: `The check took longer than ${minutes < 2 ? "a minute" : `${minutes} minutes`} and was stopped. Check a part of the file.`,
      });
    }, mostMilliseconds);
    const abort = (): void => reject(signal?.reason as Error);
    signal?.addEventListener("abort", abort, { once: true });
    worker.on("message", (message: FromWorker) => {
      switch (message.kind) {
        case "progress":
          return onProgress?.(message.progress);
        case "result":
          return resolve(message.result);
      }
    });
    worker.on("error", (error: Error) => {
      if (isOutOfMemory(error))
        resolve({
          problem: "The file needs more memory than a check may take. Check a part of it.",
        });
      else reject(error);
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      reject(new Error("The check ended without a result."));
    });
  });
  try {
    return await answered;
  } finally {
    await worker.terminate();
  }
}
