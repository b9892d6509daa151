import type { Log } from "../src/index.ts";

/** What kind of error it was and where it arose; its own words may be those of a conversation. */
const originOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return "";
  const frame = /^\s+(at .+)$/m.exec(cause.stack ?? "")?.[1];
  return ` [${cause.name}${frame === undefined ? "" : ` ${frame}`}]`;
};

/** Writes what the people who run the bot should know, one line each. */
export const createLog =
  (output: NodeJS.WritableStream, instant: () => string): Log =>
  ({ level, message, reference, cause }) => {
    const named = reference === undefined ? "" : ` (reference ${reference})`;
    output.write(
      `${instant()} ${level} ${message.replaceAll(/\s+/g, " ")}${named}${originOf(cause)}\n`,
    );
  };
