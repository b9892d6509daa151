import { fileURLToPath } from "node:url";

import { pino } from "pino";
import type { DestinationStream } from "pino";

import type { Log } from "../../src/index.ts";
import type { LogLevel } from "./settings.ts";

const ROOT = fileURLToPath(
  new URL(import.meta.url.includes("/dist/") ? "../../../" : "../../", import.meta.url),
);

/** What follows the words of an error in its stack; the words themselves may look like a frame. */
function framesOf({ message, stack = "" }: Error): string {
  const start = stack.indexOf(message);
  return start === -1 ? "" : stack.slice(start + message.length);
}

/** How systems and databases number their errors: ECONNREFUSED, SQLITE_FULL, 57P01. */
const CODE = /^[A-Z0-9_]{3,40}$/;

/**
 * What kind of error it was, its code and where it arose. Its own words stay out, since they may be those of a
 * conversation; so do the frames above, which say no more.
 */
const originOf = (cause: unknown): string | undefined => {
  if (!(cause instanceof Error)) return undefined;
  const [, frame = ""] = /^\s+(at .+)$/m.exec(framesOf(cause)) ?? [];
  const { code } = cause as NodeJS.ErrnoException;
  const kind = typeof code === "string" && CODE.test(code) ? `${cause.name} (${code})` : cause.name;
  return `${kind} ${frame.replaceAll("file://", "").replaceAll(ROOT, "")}`.trim();
};

/**
 * Where programs repeat what they were given, such as a database or a parser, a straight quote comes
 * first; our own sentences have round ones. What follows it is left out, since no rule tells surely
 * where the words of people end.
 */
const withoutQuoted = (message: string): string => message.replace(/"[^]*/, "…");

export type LogNeeds = {
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly level: LogLevel;
  readonly instant: () => string;
};

/** For people on a terminal; loaded only where there is one. */
async function pretty(output: NodeJS.WritableStream): Promise<DestinationStream> {
  const { PinoPretty } = await import("pino-pretty");
  return PinoPretty({
    destination: output,
    sync: true,
    singleLine: true,
    translateTime: "SYS:HH:MM:ss",
  });
}

/**
 * Writes what the people who run the bot should know: a JSON object a line, or plainer lines on a
 * terminal. `reference` is what people in the conversation were given to ask by.
 */
export async function createLog({ output, level, instant }: LogNeeds): Promise<Log> {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${instant()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    output.isTTY === true ? await pretty(output) : output,
  );
  return ({ level: gravity, message, reference, cause }) =>
    logger[gravity](
      {
        ...(reference === undefined ? {} : { reference }),
        ...(cause === undefined ? {} : { cause: originOf(cause) }),
      },
      withoutQuoted(message.replaceAll(/\s+/g, " ")),
    );
}
