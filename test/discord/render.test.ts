import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isOnShard } from "../../adapters/discord/catch-up.ts";
import { pauseBefore } from "../../adapters/discord/identify.ts";
import { inviteLink } from "../../adapters/discord/permissions.ts";
import { render, renderPlain, wordsIn } from "../../adapters/discord/render.ts";
import type { Body } from "../../adapters/discord/render.ts";
import { discordSettings } from "../../adapters/discord/settings.ts";
import { tableText } from "../../adapters/discord/table.ts";
import type { Block, Reply } from "../../src/index.ts";
import { problemsOf } from "./payload-rules.ts";

const reply = (purpose: Reply["purpose"], ...blocks: Block[]): Reply => ({
  purpose,
  visibleTo: "thread",
  blocks,
});
const problemsIn = (bodies: readonly Body[]): readonly string[] =>
  bodies.flatMap((body) => problemsOf("POST", "/channels/1/messages", body));

/** What people write, and what is meant to do harm. */
const words = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(
    "@everyone",
    "<@123>",
    "<@&1>",
    "@\u200Beveryone",
    "```",
    "||x||",
    "\u202E",
    "discord.gg/x",
    "界".repeat(200),
    "x".repeat(4000),
    "# a\n- b",
  ),
);
const filled = words.map((text) => (text.trim() === "" ? "–" : text));
const choice = fc.record({
  label: filled,
  token: fc.stringMatching(/^[a-z:-]{1,90}$/),
});
const choices = fc.uniqueArray(choice, {
  minLength: 1,
  maxLength: 12,
  selector: ({ token }) => token,
});
const block: fc.Arbitrary<Block> = fc.oneof(
  words.map((text): Block => ({ kind: "heading", text })),
  fc.array(words, { minLength: 1, maxLength: 4 }).map((text): Block => ({ kind: "text", text })),
  words.map((text): Block => ({ kind: "text", text: [{ bold: text }] })),
  words.map((text): Block => ({ kind: "note", text: [text] })),
  fc.array(words, { minLength: 1, maxLength: 6 }).map((items): Block => ({
    kind: "list",
    ordered: true,
    items: items.map((item) => [item]),
  })),
  fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 8 }).map((rows): Block => ({
    kind: "table",
    caption: "Compared",
    columns: ["Feature", "Prompt engineering", "Fine-tuning"],
    rows,
  })),
  fc
    .tuple(choices, choices)
    .map(([some, instead]): Block => ({ kind: "choices", choices: some, instead })),
  choices.map((some): Block => ({ kind: "actions", choices: some, prompt: "Correct something" })),
);
const said = fc
  .tuple(
    fc.constantFrom<Reply["purpose"]>("answer", "question", "recommendation", "notice"),
    filled,
    fc.array(block, { maxLength: 6 }),
  )
  .map(([purpose, first, blocks]) =>
    reply(purpose, { kind: "text", text: [`A word: ${first}`] }, ...blocks),
  );

describe("whatever is said", () => {
  test("Discord takes it, and nobody is pinged", () => {
    fc.assert(
      fc.property(said, fc.constantFrom("everything", "addressed"), (one, hearing) => {
        const { messages, card } = render(one, hearing);
        expect(messages.length).toBeGreaterThan(0);
        expect(problemsIn([...messages, ...(card === undefined ? [] : [card])])).toEqual([]);
        expect(problemsIn(renderPlain(one, hearing))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("nothing of it is lost, however long it is", () => {
    const lines = Array.from({ length: 400 }, (_, at) => `line ${at} of many`);
    const long = reply("answer", {
      kind: "list",
      ordered: false,
      items: lines.map((line) => [line]),
    });
    const all = render(long, "everything").messages.map(wordsIn).join(" ");
    for (const line of lines) expect(all).toContain(line);
  });
});

describe("a table", () => {
  const wide = /.{43}/u;
  test("is no wider than a phone, wide letters included", () => {
    const text = tableText({
      kind: "table",
      caption: "",
      columns: ["Feature", "Prompt engineering", "Fine-tuning"],
      rows: [["Cost", "Nothing up front", "按月付费的托管费用比训练本身更高".repeat(3)]],
    });
    expect(text).not.toMatch(wide);
    expect(text).toMatchInlineSnapshot(`
      "COST
      Prompt       Nothing up front
      engineering
      Fine-tuning  按月付费的托管费用比训练本身
                   更高按月付费的托管费用比训练
                   本身更高按月付费的托管费用比
                   训练本身更高"
    `);
  });
});

test.each([
  [{ total: 1000, remaining: 1000 }, 0],
  [{ total: 1000, remaining: 201 }, 0],
  [{ total: 1000, remaining: 200 }, 216_000],
  [{ total: 1000, remaining: 10 }, 4_320_000],
  [{ total: 1000, remaining: 1 }, 43_200_000],
  [{ total: 1000, remaining: 0 }, 43_200_000],
])("with %o connections left today, the next one waits %i ms", (left, pause) => {
  expect(pauseBefore({ ...left, reset_after: 43_200_000, max_concurrency: 1 })).toBe(pause);
});

const key = (workspace: string) => ({ platform: "discord", workspace, thread: "1:2" });

test("a server is heard on one shard, and direct messages on the first", () => {
  const shards = Array.from({ length: 16 }, (_, id) => ({ id, of: 16 }));
  // https://docs.discord.com/developers/events/gateway#sharding: (guild_id >> 22) % num_shards
  expect(shards.filter((shard) => isOnShard(key("800000000000000001"), false, shard))).toEqual([
    { id: Number((800000000000000001n >> 22n) % 16n), of: 16 },
  ]);
  expect(shards.filter((shard) => isOnShard(key("1"), true, shard))).toEqual([{ id: 0, of: 16 }]);
});

test("the invitation asks for what is needed, and no more", () => {
  const bits = BigInt(new URL(inviteLink("1")).searchParams.get("permissions") ?? 0);
  const names = {
    ViewChannel: 10,
    SendMessages: 11,
    EmbedLinks: 14,
    AttachFiles: 15,
    ReadMessageHistory: 16,
    CreatePublicThreads: 35,
    SendMessagesInThreads: 38,
  };
  expect(bits).toBe(Object.values(names).reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n));
});

describe("settings", () => {
  test.each([
    ["a token with spaces", { DISCORD_TOKEN: "Bot secret" }, /^DISCORD_TOKEN is no bot token/],
    ["no address", { DISCORD_API_URL: "discord" }, /^DISCORD_API_URL is no address/],
    [
      "neither true nor false",
      { DISCORD_MESSAGE_CONTENT: "yes" },
      /^DISCORD_MESSAGE_CONTENT must be/,
    ],
    ["unknown people", { DISCORD_ANSWERS: "all" }, /^DISCORD_ANSWERS must be/],
    ["a range that is none", { DISCORD_SHARDS: "3" }, /^DISCORD_SHARDS must be a range/],
    ["a range the wrong way round", { DISCORD_SHARDS: "3-1/4" }, /^DISCORD_SHARDS/],
    ["a shard that is not there", { DISCORD_SHARDS: "0-4/4" }, /^DISCORD_SHARDS/],
    ["perhaps a process each", { DISCORD_SHARD_PROCESSES: "2" }, /^DISCORD_SHARD_PROCESSES/],
  ])("%s is said in one sentence", (_what, given, sentence) => {
    const { settings, problems } = discordSettings({ DISCORD_TOKEN: "a.b.c", ...given });
    expect(settings).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
    expect(problems[0]).not.toContain("secret");
  });

  test.each([
    ["http://127.0.0.1:3000/api", "http://127.0.0.1:3000/api"],
    ["http://127.0.0.1:3000/api/", "http://127.0.0.1:3000/api"],
    ["https://discord.com/api/v10/", "https://discord.com/api"],
  ])("an address may be written as %s", (written, read) => {
    const { settings } = discordSettings({ DISCORD_TOKEN: "a.b.c", DISCORD_API_URL: written });
    expect(settings?.apiUrl).toBe(read);
  });

  test("without a token there is no Discord", () => {
    expect(discordSettings({ DISCORD_SHARDS: "nonsense" })).toEqual({
      settings: undefined,
      problems: [],
    });
  });

  test("a range of shards", () => {
    const { settings } = discordSettings({ DISCORD_TOKEN: "a.b.c", DISCORD_SHARDS: "8-15/64" });
    expect(settings?.shards).toEqual({ first: 8, last: 15, of: 64 });
  });
});
