import { parentPort } from "node:worker_threads";

import { assessLines } from "./assess-lines.ts";
import type { Batch } from "./assess-lines.ts";

parentPort?.on("message", (batch: Batch) => parentPort?.postMessage(assessLines(batch)));
