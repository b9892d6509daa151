import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Transform } from "node:stream";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { CheckOutcome, ConversationKey, CheckFiles, GivenFile, Log } from "../../src/index.ts";
import { checkData } from "./index.ts";
import type { CheckOptions } from "./index.ts";
import { sayBytes, sayName } from "./open.ts";
import type { Source } from "./open.ts";

/** What people may give in a thread, in bytes: 200,000 examples of the usual length. */
const MOST_BYTES = 200_000_000;

/** How long a file may be on its way, and how long its check may take, in milliseconds. */
const TRANSFER_TIME = 2 * 60_000;
const CHECK_TIME = 3 * 60_000;

/** Files that are checked at the same time; each may take a processor and a few hundred megabytes. */
const AT_ONCE = 2;

const PREFIX = "tuning-fork-check-";
/** What an ended process left behind is older than any check that is still going on. */
const ABANDONED_AFTER = 60 * 60_000;

/** Gives the content of a file of its platform, or says why not, as it follows the file's name: "was deleted". */
export type GiveFile = (
  file: GivenFile,
  signal: AbortSignal,
) => Promise<Readable | { readonly why: string }>;

export type GivenNeeds = {
  /** What gives the files of a conversation; undefined where nothing does. */
  readonly giverFor: (conversation: ConversationKey) => GiveFile | undefined;
  readonly log: Log;
  readonly mostBytes?: number;
  readonly transferTime?: number;
  readonly check?: (sources: readonly [Source, Source?], options: CheckOptions) => Promise<unknown>;
};

class TooLargeError extends Error {}

/** Lets through so much and no more, whatever the platform said of the size. */
const atMost = (bytes: number): Transform => {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > bytes ? new TooLargeError() : null, chunk);
    },
  });
};

const tooLarge = ({ name, bytes }: GivenFile, most: number): string =>
  `${sayName(name)} ${bytes > most ? `has ${sayBytes(bytes)}` : "is too large"}; in a thread I check at most ${sayBytes(most)}. Give me a part of it: the first 100,000 lines tell nearly as much.`;

/** Deletes what processes left behind that ended in the middle of a check. */
async function clearAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER) await rm(path, { recursive: true, force: true });
  }
}

/** One after the other in as many rows as there may be at once. */
function createRows(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/**
 * Checks files that people gave in a conversation: brings them to a folder that only this process may
 * read, checks them in a thread of their own, and deletes them, whatever happens.
 */
export function createCheckFiles({
  giverFor,
  log,
  mostBytes = MOST_BYTES,
  transferTime = TRANSFER_TIME,
  check = checkData,
}: GivenNeeds): CheckFiles {
  const inRow = createRows(AT_ONCE);
  void clearAbandoned().catch(() => undefined);

  async function bring(
    conversation: ConversationKey,
    file: GivenFile,
    path: string,
  ): Promise<{ readonly why: string } | undefined> {
    const signal = AbortSignal.timeout(transferTime);
    const give = giverFor(conversation);
    if (give === undefined) return { why: "cannot be read from here" };
    const content = await give(file, signal);
    if ("why" in content) return content;
    await pipeline(content, atMost(mostBytes), createWriteStream(path, { mode: 0o600 }), {
      signal,
    });
    return undefined;
  }

  async function checkIn(
    folder: string,
    conversation: ConversationKey,
    files: readonly GivenFile[],
  ): Promise<CheckOutcome> {
    const sources: Source[] = [];
    for (const [at, file] of files.entries()) {
      if (file.bytes > mostBytes) return { problem: tooLarge(file, mostBytes) };
      const path = join(folder, String(at));
      try {
        const refused = await bring(conversation, file, path);
        if (refused !== undefined) return { problem: `${sayName(file.name)} ${refused.why}.` };
      } catch (cause) {
        if (cause instanceof TooLargeError) return { problem: tooLarge(file, mostBytes) };
        log({ level: "warn", message: "A file that somebody gave did not arrive.", cause });
        return {
          problem: `${sayName(file.name)} did not arrive here whole. Please give it to me once more.`,
        };
      }
      sources.push({ name: file.name, path });
    }
    const [training, test] = sources;
    if (training === undefined) return { problem: "There is no file to check." };
    const found = await check(test === undefined ? [training] : [training, test], {
      mostBytes,
      mostMilliseconds: CHECK_TIME,
    });
    return typeof found === "object" && found !== null && "problem" in found
      ? { problem: String(found.problem) }
      : { report: found };
  }

  return (conversation, files) =>
    inRow(async () => {
      // Readable by nobody else, as mkdtemp makes it.
      const folder = await mkdtemp(join(tmpdir(), PREFIX));
      try {
        return await checkIn(folder, conversation, files);
      } catch (cause) {
        log({ level: "error", message: "A file that somebody gave could not be checked.", cause });
        return { problem: "I could not check the file; the fault is mine. Please try once more." };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
}
