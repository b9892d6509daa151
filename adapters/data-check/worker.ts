import { parentPort, workerData } from "node:worker_threads";

import { checkFiles } from "./check.ts";
import type { Progress } from "./check.ts";
import type { FromWorker, ToWorker } from "./index.ts";

const { training, test, mostBytes } = workerData as ToWorker;

const say = (message: FromWorker): void => parentPort?.postMessage(message);

/** Told in steps of a percent, so that a long file is not a thousand messages. */
const STEPS = 100;
let told = 0;
const onProgress = (progress: Progress): void => {
  const step = Math.floor((progress.doneBytes / progress.bytes) * STEPS);
  if (step <= told) return;
  told = step;
  say({ kind: "progress", progress });
};

say({ kind: "result", result: await checkFiles({ training, test, mostBytes, onProgress }) });
