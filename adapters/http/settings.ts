import { always } from "../env.ts";
import type { Environment, ReadAlways } from "../env.ts";

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/** Where to listen; `isGiven` tells a port that somebody asked for from the usual one. */
export type HttpSettings = { readonly port: number; readonly isGiven: boolean };

/** Reads where to listen; 0 is any free port. */
export function httpSettings(env: Environment): ReadAlways<HttpSettings> {
  const given = env["PORT"] ?? "";
  const port = given === "" ? DEFAULT_PORT : Number(given);
  const isPort = Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT;
  return always(
    { port, isGiven: given !== "" },
    isPort ? [] : [`PORT must be a whole number from 0 to ${HIGHEST_PORT}.`],
  );
}
