import { z } from "zod";

import { readVariables, wholeNumber } from "../env.ts";
import type { Environment, ReadAlways } from "../env.ts";

const DEFAULT_URL = "sqlite:data/tuning-fork.db";
const DEFAULT_RETENTION_DAYS = 180;
const LONGEST_RETENTION_DAYS = 36_500;

export const STORE_VARIABLES = {
  DATABASE_URL: z
    .string()
    .regex(/^(?:sqlite:.|postgres(?:ql)?:\/\/.)/, "must be sqlite:PATH or postgres://….")
    .default(DEFAULT_URL),
  RETENTION_DAYS: wholeNumber(
    1,
    LONGEST_RETENTION_DAYS,
    `must be a whole number of days from 1 to ${LONGEST_RETENTION_DAYS}.`,
  ).default(DEFAULT_RETENTION_DAYS),
};

/** Where to keep things and for how long, as the environment says. */
export type StoreSettings = { readonly url: string; readonly retentionDays: number };

/** Reads the variables of the store. */
export function storeSettings(env: Environment): ReadAlways<StoreSettings> {
  const read = readVariables(env, STORE_VARIABLES);
  if (read.settings === undefined) return read;
  const { DATABASE_URL: url, RETENTION_DAYS: retentionDays } = read.settings;
  return { settings: { url, retentionDays }, problems: [] };
}
