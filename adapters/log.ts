import type { Log } from "../src/index.ts";

/** Writes what the people who run the bot should know, one line each. */
export const createLog =
  (output: NodeJS.WritableStream, instant: () => string): Log =>
  ({ level, message, reference }) => {
    const named = reference === undefined ? "" : ` (reference ${reference})`;
    output.write(`${instant()} ${level} ${message.replaceAll(/\s+/g, " ")}${named}\n`);
  };
