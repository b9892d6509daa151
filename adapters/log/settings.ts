import { z } from "zod";

import { readVariables } from "../env.ts";
import type { Environment, ReadAlways } from "../env.ts";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LEVELS)[number];

export const LOG_VARIABLES = {
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(", ")}.`).default("info"),
};

/** What is written down: entries of this level and graver ones. */
export function logSettings(env: Environment): ReadAlways<LogLevel> {
  const read = readVariables(env, LOG_VARIABLES);
  return read.settings === undefined ? read : { settings: read.settings.LOG_LEVEL, problems: [] };
}
