import { parentPort, workerData } from "node:worker_threads";

import { assessLines } from "./assess-lines.ts";
import type { Batch } from "./assess-lines.ts";
import type { WorkerData } from "./assess-workers.ts";

const { prices } = workerData as WorkerData;

parentPort?.on("message", (batch: Batch) => parentPort?.postMessage(assessLines(batch, prices)));
