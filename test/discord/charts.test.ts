import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { render, renderPictured, renderPlain } from "../../adapters/discord/render.ts";
import { pictureOf } from "../../adapters/pictures/index.ts";
import type { Block, Chart, LogEntry, Reply } from "../../src/index.ts";
import { chart } from "../pictures/chart-arbitrary.ts";
import { COST_OVER_A_YEAR, COST_OVER_VOLUME } from "../pictures/samples.ts";
import { sayingIn } from "../pictures/saying.ts";
import { PERMISSION, createFakeDiscord } from "./fake-discord.ts";
import type { FakeDiscord, Fault, Message } from "./fake-discord.ts";
import { problemsOf } from "./payload-rules.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

const GENERAL = "700000000000000001";
const DANA = "100000000000000001";
const GRANTED = 1 << 19;
const CARD = 32_768;
const ANY_POST = /^POST \/channels\/\d+\/messages$/;
const ANY_CHANGE = /^PATCH .*messages/;

const reply = (purpose: Reply["purpose"], ...blocks: readonly Block[]): Reply => ({
  purpose,
  visibleTo: "thread",
  blocks: [{ kind: "text", text: ["What it costs:"] }, ...blocks],
});

const inWords = `**${COST_OVER_VOLUME.title}**\n${COST_OVER_VOLUME.alt}`;

/** The pictures in a card. */
const itemsIn = (message: Message | undefined): readonly unknown[] =>
  (message?.components[0]?.components ?? []).flatMap(({ items }) =>
    Array.isArray(items) ? (items as readonly unknown[]) : [],
  );

test("charts in any form are taken by Discord, in words and as pictures", () => {
  fc.assert(
    fc.property(
      fc.array(chart, { minLength: 1, maxLength: 3 }),
      fc.constantFrom<Reply["purpose"]>("answer", "recommendation"),
      (charts, purpose) => {
        const one = reply(purpose, ...charts);
        const { messages, card } = render(one, "everything");
        const pictured = renderPictured(one, "everything");
        const bodies = [...messages, ...[card, pictured?.card].filter(Boolean)];
        const problems = [...bodies, ...renderPlain(one, "everything")].flatMap((body) =>
          problemsOf("POST", "/channels/1/messages", body),
        );
        expect(problems).toEqual([]);
        expect(pictured?.pictures.map(({ chart: shown }) => shown) ?? charts).toEqual(charts);
      },
    ),
    { numRuns: 100 },
  );
});

describe("on Discord", () => {
  let fake: FakeDiscord;
  let running: Running;
  let thread: string;
  let say: (reply: Reply) => Promise<void>;
  let logged: LogEntry[];

  const said = (): readonly Message[] => fake.said(thread);
  const delivered = async (): Promise<void> => {
    await expect.poll(() => running.store.backlog("discord", 10), { timeout: 8000 }).toBe(0);
  };
  type Draw = (one: Chart) => Promise<Buffer | undefined>;
  const start = async (draw: Draw = pictureOf): Promise<void> => {
    running = await run({ fake, log: (entry) => void logged.push(entry), draw });
    const { id } = fake.say(GENERAL, DANA, "what does it cost?");
    thread = id;
    say = sayingIn(running.store, {
      platform: "discord",
      workspace: "800000000000000001",
      thread: `${GENERAL}:${id}`,
    });
  };
  beforeEach(async () => {
    logged = [];
    fake = await createFakeDiscord({ flags: GRANTED, check: problemsOf });
    fake.makeChannel(GENERAL, { name: "general" });
  });
  afterEach(async () => {
    await running.stop();
    await fake.close();
    const failures = logged.flatMap(({ level, message }) => (level === "error" ? [message] : []));
    const problems = [...fake.problems, ...failures];
    if (problems.length > 0) throw new Error(problems.join("\n"));
  });

  test("a chart is a picture in a card, with its words for who does not see it and below it", async () => {
    await start();
    await say(reply("answer", COST_OVER_VOLUME, COST_OVER_A_YEAR));
    await delivered();
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatchObject({
      flags: CARD,
      attachments: [{ filename: "chart-1.png" }, { filename: "chart-2.png" }],
    });
    expect(said()[0]?.attachments[0]?.content).toContain("PNG");
    expect(itemsIn(said()[0])).toMatchObject([
      { media: { url: "attachment://chart-1.png" }, description: COST_OVER_VOLUME.alt },
      { media: { url: "attachment://chart-2.png" }, description: COST_OVER_A_YEAR.alt },
    ]);
    expect(JSON.stringify(said()[0]?.components)).toContain(`-# ${COST_OVER_VOLUME.alt}`);
  });

  test("a verdict with a chart is announced in words and becomes a card with it", async () => {
    await start();
    await say(reply("recommendation", COST_OVER_VOLUME));
    await delivered();
    const [posted] = fake.calls.filter(({ method, path }) => ANY_POST.test(`${method} ${path}`));
    expect(posted?.body).toMatchObject({ content: expect.stringContaining(inWords) });
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatchObject({ flags: CARD, attachments: [{ filename: "chart-1.png" }] });
    expect(itemsIn(said()[0])).toHaveLength(1);
  });

  test.each<[string, () => void, Draw?]>([
    [
      "files may not be attached",
      () => void (fake.channel(GENERAL).denied = PERMISSION.attachFiles),
    ],
    [
      "the picture is refused",
      () => fake.fail(ANY_POST, { kind: "error", status: 413, code: 40_005 }),
    ],
    ["cards are refused", () => fake.refuseCards()],
    ["nothing can be drawn", () => undefined, async () => undefined],
  ])("where %s, words are left", async (_what, spoil, draw) => {
    await start(draw);
    spoil();
    await say(reply("answer", COST_OVER_VOLUME));
    await delivered();
    expect(said().map(({ content }) => content)).toEqual([`What it costs:\n\n${inWords}`]);
    expect(said()[0]?.attachments.map(({ filename }) => filename)).toEqual([]);
  });

  test("a verdict keeps its card where files may not be attached", async () => {
    await start();
    fake.channel(GENERAL).denied = PERMISSION.attachFiles;
    await say(reply("recommendation", COST_OVER_VOLUME));
    await delivered();
    expect(said()[0]).toMatchObject({ flags: CARD, attachments: [] });
    expect(JSON.stringify(said()[0]?.components)).toContain(COST_OVER_VOLUME.alt);
  });

  test.each<[string, Reply["purpose"], RegExp, Fault, boolean]>([
    [
      "a picture that is posted, and answered with 502",
      "answer",
      ANY_POST,
      { kind: "done, and 502" },
      false,
    ],
    ["a picture whose nonce is forgotten", "answer", ANY_POST, { kind: "done, and cut off" }, true],
    [
      "a card that is made, and answered with 502",
      "recommendation",
      ANY_CHANGE,
      { kind: "done, and 502" },
      true,
    ],
    ["a card that fails", "recommendation", ANY_CHANGE, { kind: "status", status: 502 }, false],
  ])("%s comes once, with one picture", async (_what, purpose, fits, fault, forgets) => {
    await start(async (one) => {
      if (forgets) fake.forgetNonces();
      return pictureOf(one);
    });
    fake.fail(fits, fault);
    await say(reply(purpose, COST_OVER_VOLUME));
    await delivered();
    expect(said()).toHaveLength(1);
    expect(said()[0]?.attachments.map(({ filename }) => filename)).toEqual(["chart-1.png"]);
    expect(itemsIn(said()[0])).toHaveLength(1);
  });

  test("a message that comes in the place of a picture has none", async () => {
    await start();
    await say({ ...reply("answer", COST_OVER_VOLUME), topic: "cost" });
    await say({ ...reply("answer"), topic: "cost", replaces: "cost" });
    await delivered();
    expect(said()).toHaveLength(1);
    expect(said()[0]?.attachments.map(({ filename }) => filename)).toEqual([]);
  });
});
