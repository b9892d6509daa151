import { readVariables, wholeNumber } from "../env.ts";
import type { Environment, ReadAlways } from "../env.ts";

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

export const HTTP_VARIABLES = {
  PORT: wholeNumber(
    0,
    HIGHEST_PORT,
    `must be a whole number from 0 to ${HIGHEST_PORT}.`,
  ).optional(),
};

/** Where to listen; `isGiven` tells a port that somebody asked for from the usual one. */
export type HttpSettings = { readonly port: number; readonly isGiven: boolean };

/** Reads where to listen; 0 is any free port. */
export function httpSettings(env: Environment): ReadAlways<HttpSettings> {
  const read = readVariables(env, HTTP_VARIABLES);
  if (read.settings === undefined) return read;
  const { PORT } = read.settings;
  return { settings: { port: PORT ?? DEFAULT_PORT, isGiven: PORT !== undefined }, problems: [] };
}
