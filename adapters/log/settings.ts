import { always } from "../env.ts";
import type { Environment, ReadAlways } from "../env.ts";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LEVELS)[number];

/** What is written down: entries of this level and graver ones. */
export function logSettings(env: Environment): ReadAlways<LogLevel> {
  const given = env["LOG_LEVEL"] || "info";
  const level = LEVELS.find((known) => known === given);
  return always(
    level ?? "info",
    level === undefined ? [`LOG_LEVEL must be one of ${LEVELS.join(", ")}.`] : [],
  );
}
