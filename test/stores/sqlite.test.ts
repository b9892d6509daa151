import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, describe, expect, test } from "vitest";

import { openStore } from "../../adapters/stores/index.ts";
import { MIGRATIONS } from "../../adapters/stores/migrations.ts";
import { openSqlite } from "../../adapters/stores/sqlite.ts";
import type { ConversationKey, Incoming } from "../../src/index.ts";
import { storeContract } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "tuning-fork-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** A file that is not there yet, in a folder that is not there yet. */
const newFile = (): string => join(folder, String((files += 1)), "store.db");

const THREAD: ConversationKey = { platform: "slack", workspace: "T1", thread: "C1" };
const event = (id: string, text = id, conversation = THREAD): Incoming => ({
  event: id,
  conversation,
  from: { id: "U1", name: "Dana" },
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text,
});

const opening = async (path: string): Promise<string> => {
  try {
    const store = await openStore(`sqlite:${path}`);
    await store.close();
    return "opened";
  } catch (error) {
    return (error as Error).message;
  }
};

/** A file that somebody else has made something of. */
const prepared = (prepare: (path: string) => void): string => {
  const path = newFile();
  mkdirSync(join(path, ".."), { recursive: true });
  prepare(path);
  return path;
};

/** A file that may not grow, which SQLite reports as it does a full disk. */
class FullDisk extends DatabaseSync {
  constructor(...options: ConstructorParameters<typeof DatabaseSync>) {
    super(...options);
    this.exec("PRAGMA max_page_count = 1");
  }
}

/** Everything that stands in a folder, as text. */
const bytesIn = (path: string): string =>
  readdirSync(join(path, ".."))
    .map((name) => readFileSync(join(path, "..", name), "latin1"))
    .join("");

describe("SQLite", () => {
  storeContract("SQLite", () => openStore(`sqlite:${newFile()}`));

  test("keeps everything when it is closed and opened again", async () => {
    const path = newFile();
    const first = await openStore(`sqlite:${path}`);
    await first.inbox.put(event("E1"), 1);
    await first.close();
    const second = await openStore(`sqlite:${path}`);
    expect((await second.inbox.waiting(THREAD))?.events).toEqual([event("E1")]);
    await second.close();
  });

  test("lets nobody but its owner read the file", async () => {
    const path = newFile();
    await (await openStore(`sqlite:${path}`)).close();
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test("a second one on the same file is told so, and may have it when the first has ended", async () => {
    const path = newFile();
    const owner = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        "--input-type=module",
        "-e",
        `const { openStore } = await import(${JSON.stringify(new URL("../../adapters/stores/index.ts", import.meta.url).href)});
         await openStore(${JSON.stringify(`sqlite:${path}`)});
         console.log("open");
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(owner.stdout, "data");
    expect(await opening(path)).toBe(
      `${path} is in use by another tuning-fork: stop that one first, or point DATABASE_URL at Postgres, which several can share.`,
    );
    owner.kill("SIGKILL");
    await once(owner, "exit");
    expect(await opening(path)).toBe("opened");
  }, 20_000);

  test("what is forgotten is gone from the file, its log and its indexes", async () => {
    const path = newFile();
    const store = await openStore(`sqlite:${path}`);
    const secret = "the purple elephant project";
    const other = { ...THREAD, thread: "C2" };
    for (const [at, conversation] of [THREAD, other].entries()) {
      const said = `${secret} ${at === 0 ? "told" : "kept"}`;
      await store.inbox.put(event(`E1 ${said}`, said.repeat(500), conversation), 1);
      for (let revision = 0; revision < 30; revision += 1)
        await store.conversations.commit({
          conversation,
          revision,
          data: { said: said.repeat(1 + ((revision * 37) % 300)) },
          events: revision === 15 ? [`E1 ${said}`] : [],
          people: [],
          replies: [
            {
              position: revision,
              event: said,
              reply: {
                purpose: "answer",
                visibleTo: "thread",
                blocks: [{ kind: "text", text: [said] }],
              },
            },
          ],
          at: 1,
        });
    }
    expect(bytesIn(path)).toContain(`${secret} told`);
    await store.retention.forget(THREAD);
    expect(bytesIn(path)).not.toContain(`${secret} told`);
    expect(bytesIn(path)).toContain(`${secret} kept`);
    await store.close();
  });

  test("a full disk refuses what is new, keeps what is there, and is over when it is over", async () => {
    const path = newFile();
    const store = await openStore(`sqlite:${path}`);
    await store.inbox.put(event("E1"), 1);
    await store.close();
    const small = await openSqlite(path, FullDisk);
    let problem: unknown;
    const text = "x".repeat(3000);
    for (let at = 0; problem === undefined && at < 50; at += 1)
      problem = await small.inbox.put(event(`filler ${at}`, text), 1).then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(String(problem)).toContain("the disk is full: free some space");
    expect(await small.inbox.put(event("E1"), 2)).toBe(false);
    await small.retention.forget(THREAD);
    expect(await small.inbox.put(event("E2", text), 3)).toBe(true);
    await small.close();
  });

  describe("what is wrong is said in one sentence that says what to do", () => {
    const cases: readonly (readonly [string, string, string])[] = [
      [
        "no database",
        prepared((path) => writeFileSync(path, "Dear diary, today I wrote a file.\n".repeat(50))),
        "is damaged or no database: restore it from a backup, or move it away to start with an empty one.",
      ],
      [
        "a damaged one",
        prepared((path) => {
          const database = new DatabaseSync(path);
          database.exec(
            "CREATE TABLE tuning_fork_schema (one INTEGER PRIMARY KEY, version INTEGER)",
          );
          database.exec("INSERT INTO tuning_fork_schema VALUES (1, 1)");
          database.close();
          const bytes = readFileSync(path);
          bytes.fill(0x5a, 100, 4096);
          writeFileSync(path, bytes);
        }),
        "is damaged or no database: restore it from a backup, or move it away to start with an empty one.",
      ],
      [
        "another program's",
        prepared((path) => {
          const database = new DatabaseSync(path);
          database.exec("CREATE TABLE bookmarks (address TEXT)");
          database.close();
        }),
        "holds the data of another program: set DATABASE_URL to a file of its own.",
      ],
      [
        "one of a newer version",
        prepared((path) => {
          const database = new DatabaseSync(path);
          database.exec(
            "CREATE TABLE tuning_fork_schema (one INTEGER PRIMARY KEY, version INTEGER)",
          );
          database.exec("INSERT INTO tuning_fork_schema VALUES (1, 99)");
          database.close();
        }),
        `was written by a newer version of tuning-fork (schema 99, this one knows ${MIGRATIONS.length}): update tuning-fork, or point DATABASE_URL at another database.`,
      ],
      [
        "a folder",
        prepared((path) => mkdirSync(path)),
        "is a folder: set DATABASE_URL to a file in it.",
      ],
      [
        "a folder that is a file",
        join(
          prepared((path) => writeFileSync(path, "")),
          "store.db",
        ),
        "cannot be made, since its folder cannot: set DATABASE_URL to another place.",
      ],
    ];
    test.each(cases)("%s", async (_name, path, sentence) => {
      expect(await opening(path)).toBe(`${path} ${sentence}`);
    });

    test("a full disk", async () => {
      const path = newFile();
      await expect(openSqlite(path, FullDisk)).rejects.toThrow(
        `${path} cannot be written, since the disk is full: free some space.`,
      );
      // With some space it starts.
      expect(await opening(path)).toBe("opened");
    });

    test("a folder that may not be written", async () => {
      const path = newFile();
      mkdirSync(join(path, ".."), { mode: 0o500 });
      // Root may write anywhere, so somebody else has to try.
      const isRoot = process.getuid?.() === 0;
      if (isRoot) process.seteuid?.("nobody");
      const said = await opening(path);
      if (isRoot) process.seteuid?.(0);
      expect(said).toBe(
        `${path} cannot be opened for writing: give this user the right to write the file and its folder, or set DATABASE_URL to another place.`,
      );
    });
  });
});
