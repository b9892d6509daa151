import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, test } from "vitest";

import { forgetCommand } from "../../adapters/cli/forget.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[], env: Readonly<Record<string, string>>, input = "") =>
  spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    input,
    encoding: "utf8",
  });

const DATABASE_URL = `sqlite:${join(folder, "here", "store.db")}`;
const CASE = "we sort tickets, 500 labelled examples\n";

describe("the conversation, kept where DATABASE_URL says", () => {
  test("goes on where it was left, and is forgotten when asked for", () => {
    const env = { DATABASE_URL: `sqlite:${join(folder, "chat.db")}` };
    expect(run([], env, CASE).stdout).toContain("500 labelled examples");
    expect(run([], env, "what do you know?\n").stdout).toContain("500 labelled examples");
    expect(run(["forget", "--workspace", "local"], env).stdout).toBe(
      "Forgot 1 conversation of workspace local.\n",
    );
    expect(run([], env, "what do you know?\n").stdout).not.toContain("500 labelled examples");
  }, 20_000);

  test("answers every line of a long pipe", () => {
    const { stdout } = run([], { DATABASE_URL: "" }, "help\n".repeat(200));
    expect(stdout.match(/What you can say/g)).toHaveLength(200);
  }, 20_000);

  test("without it nothing is written", () => {
    run([], { DATABASE_URL: "" }, CASE);
    expect(run([], { DATABASE_URL: "" }, "what do you know?\n").stdout).not.toContain(
      "500 labelled",
    );
  });
});

describe("forget", () => {
  test("one thread, and says so when there was none", () => {
    const env = { DATABASE_URL, USER: "me" };
    run([], env, CASE);
    const forget = (thread: string) =>
      run(["forget", "--workspace", "local", "--thread", thread], env).stdout;
    expect(forget("elsewhere")).toBe(
      "No conversation of thread elsewhere of workspace local was stored. Nothing that was said there is kept now.\n",
    );
    expect(forget(`me@${hostname()}`)).toBe(
      `Forgot 1 conversation of thread me@${hostname()} of workspace local.\n`,
    );
  });

  test("a thread by a message in it", async () => {
    const store = createMemoryStore();
    const conversation = { platform: "slack", workspace: "T1", thread: "C1:command 7" };
    const reply = { purpose: "opening" as const, visibleTo: "thread" as const, blocks: [] };
    await store.conversations.commit({
      conversation,
      revision: 0,
      data: {},
      events: [],
      people: [],
      replies: [{ position: 1, reply, event: "E1" }],
      at: 1,
    });
    const claiming = { platform: "slack", replica: "one", now: 1, until: 2, limit: 1 };
    for (const claim of await store.outbox.claim(claiming))
      await store.deliveries.mark(claim, "C1:1795435200.000100", 1);
    const output = new PassThrough();
    await forgetCommand({ store, workspace: "T1", thread: "C1:1795435200.000100", output });
    expect(String(output.read())).toContain("Forgot 1 conversation");
    expect(await store.conversations.has(conversation)).toBe(false);
  });

  test("one person, and says so when there was nothing", () => {
    const env = { DATABASE_URL: `sqlite:${join(folder, "person.db")}` };
    run([], env, CASE);
    const exported = run(["export", "--workspace", "local"], env).stdout;
    const [, person = ""] = /"starter":{"id":"([^"]+)"/.exec(exported) ?? [];
    const forget = () => run(["forget", "--workspace", "local", "--person", person], env).stdout;
    expect(forget()).toBe(
      `Forgot 1 conversation that ${person} began in workspace local, and what they said in 0 of others.\n`,
    );
    expect(forget()).toBe(`No conversation of workspace local held anything of ${person}.\n`);
  }, 20_000);

  test.each([
    [["forget"], "forget takes the workspace: tuning-fork forget --workspace ID."],
    [["forget", "--thread", "C1"], "forget takes the workspace"],
    [["forget", "--workspace", "T1", "now"], "forget takes no text."],
    [["forget", "--person", "U1"], "forget takes the workspace"],
    [
      ["forget", "--workspace", "T1", "--thread", "C1", "--person", "U1"],
      "forget takes a thread, a person or the installation, not two of them.",
    ],
    [
      ["forget", "--workspace", "T1", "--thread", "C1", "--installation"],
      "forget takes a thread, a person or the installation, not two of them.",
    ],
    [["forget", "--workspace", "T1", "--person", ""], "forget takes the ID of a person."],
    [["forget", "--workspace", "T1", "--thread", ""], "forget takes the ID of a thread."],
    [["chat", "--workspace", "T1"], "chat does not take --workspace."],
  ])("%j is refused in one sentence", (args, sentence) => {
    const { status, stderr, stdout } = run(args, { DATABASE_URL });
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([2, ""]);
  });
});

describe("export", () => {
  test("writes a workspace's conversations as JSON, and nothing of another's", () => {
    const env = { DATABASE_URL: `sqlite:${join(folder, "export.db")}`, USER: "me" };
    run([], env, CASE);
    const { status, stdout, stderr } = run(["export", "--workspace", "local"], env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      workspace: "local",
      rows: expect.arrayContaining([
        expect.objectContaining({
          table: "tuning_fork_conversations",
          platform: "terminal",
          thread: `me@${hostname()}`,
          data: expect.objectContaining({ subject: CASE.trim(), version: 1 }) as object,
        }),
      ]) as unknown[],
    });
    const other = run(["export", "--workspace", "T2"], env);
    expect(other.status).toBe(1);
    expect(JSON.parse(other.stdout)).toEqual({ workspace: "T2", rows: [] });
  });

  test("without a workspace is refused in one sentence", () => {
    const { status, stderr } = run(["export"], { DATABASE_URL });
    expect(stderr).toContain("export takes the workspace: tuning-fork export --workspace ID.");
    expect(status).toBe(2);
  });
});

describe("a store that cannot be used stops the start with 2 and one sentence", () => {
  const broken = join(folder, "broken.db");
  writeFileSync(broken, "not a database ".repeat(100));
  test.each([
    [{ DATABASE_URL: `sqlite:${broken}` }, "is damaged or no database"],
    [{ DATABASE_URL: "mongodb://user:secret@host" }, "DATABASE_URL must be sqlite:PATH or"],
    [{ DATABASE_URL: "postgres://user:secret@127.0.0.1:1/db" }, "cannot be reached (ECONNREFUSED)"],
    [{ DATABASE_URL, RETENTION_DAYS: "soon" }, "RETENTION_DAYS must be a whole number of days"],
  ])("%j", (env, sentence) => {
    const { status, stderr, stdout } = run(["chat"], env, CASE);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("secret");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([2, ""]);
  });
});
