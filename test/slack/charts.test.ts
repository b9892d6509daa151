import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { pictureOf } from "../../adapters/pictures/index.ts";
import { lineChart } from "../../adapters/slack/charts.ts";
import { renderLadder, renderPictured } from "../../adapters/slack/render.ts";
import type { Block, LogEntry, Reply } from "../../src/index.ts";
import { chart } from "../pictures/chart-arbitrary.ts";
import { COST_OVER_A_YEAR, COST_OVER_VOLUME } from "../pictures/samples.ts";
import { sayingIn } from "../pictures/saying.ts";
import { BOT, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Posted } from "./fake-slack.ts";
import { problemsOf } from "./payload-rules.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

const reply = (...blocks: readonly Block[]): Reply => ({
  purpose: "answer",
  visibleTo: "thread",
  blocks: [{ kind: "text", text: ["What it costs:"] }, ...blocks],
});
const TABLE: Block = { kind: "table", caption: "c", columns: ["a", "b"], rows: [["1", "2"]] };

const kindsOf = ({ blocks = [] }: Posted): readonly string[] => blocks.map(({ type }) => type);

describe("a chart", () => {
  test("is drawn by Slack, with the marks among its places", () => {
    expect(lineChart(COST_OVER_VOLUME)?.chart).toMatchObject({
      type: "line",
      axis_config: {
        categories: [
          "10k",
          "20k",
          "Tuning pays from 22k",
          "50k",
          "100k",
          "200k",
          "500k",
          "You: 1.2M",
          "2M",
          "5M",
          "9.43M",
          "10M",
          "20M",
        ],
        x_label: "Requests a month",
        y_label: "US$ a month",
      },
      series: [
        { name: "Prompt engineering" },
        { name: "Fine-tuning, by re…" },
        { name: "Fine-tuning, hosted" },
      ],
    });
    const values = lineChart(COST_OVER_VOLUME)?.chart.series.map(
      ({ data }) => data.find(({ label }) => label === "You: 1.2M")?.value,
    );
    expect(values).toEqual([158, 52, 1241]);
  });

  test("stands in words below itself, whichever way it is shown", () => {
    const one = reply(COST_OVER_VOLUME);
    const ways = [...renderLadder(one), renderPictured(one, new Map([[COST_OVER_VOLUME, "F1"]]))];
    for (const { text, blocks } of ways) {
      expect(text).toContain(COST_OVER_VOLUME.alt);
      expect(JSON.stringify(blocks ?? text)).toContain(COST_OVER_VOLUME.alt);
    }
  });

  test("is one of two at most that Slack draws in a message; the third is in words", () => {
    const [finest] = renderLadder(
      reply(COST_OVER_VOLUME, COST_OVER_A_YEAR, { ...COST_OVER_A_YEAR, title: "The third" }),
    );
    const kinds = finest?.blocks?.map(({ type }) => type) ?? [];
    expect(kinds.filter((kind) => kind === "data_visualization")).toHaveLength(2);
    expect(JSON.stringify(finest?.blocks)).toContain("The third");
  });

  test("is taken by Slack, whatever is in it", () => {
    fc.assert(
      fc.property(fc.array(chart, { minLength: 1, maxLength: 3 }), (charts) => {
        const one = reply(...charts);
        const files = new Map(charts.map((each, at) => [each, `F${at}`]));
        expect([...renderLadder(one), renderPictured(one, files)].flatMap(problemsOf)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("on Slack", () => {
  let fake: FakeSlack;
  let running: Running;
  let say: (reply: Reply) => Promise<void>;
  let logged: LogEntry[];

  const spoken = (): readonly Posted[] => fake.posted.filter(({ user }) => user === BOT.user);
  async function delivered(): Promise<void> {
    await expect.poll(() => running.store.backlog("slack", 10), { timeout: 8000 }).toBe(0);
  }
  const start = async (
    draw = pictureOf as (one: typeof COST_OVER_VOLUME) => Promise<Buffer | undefined>,
  ) => {
    running = await run({ fake, log: (entry) => void logged.push(entry), draw });
    const { ts } = await fake.say("C1", "UDANA", "what does it cost?");
    say = sayingIn(running.store, { platform: "slack", workspace: "T1", thread: `C1:${ts}` });
  };

  beforeEach(async () => {
    logged = [];
    fake = await createFakeSlack();
    fake.makeChannel("C1");
  });
  afterEach(async () => {
    await running.stop();
    // Why Slack refuses blocks is for whoever runs the bot to know, and no failure.
    const failures = logged.flatMap(({ level, message }) => (level === "error" ? [message] : []));
    const problems = [...spoken().flatMap(problemsOf), ...failures];
    if (problems.length > 0) throw new Error(problems.join("; "));
  });

  test("a chart is one post", async () => {
    await start();
    await say(reply(COST_OVER_VOLUME));
    await delivered();
    expect(spoken().map(kindsOf)).toEqual([["rich_text", "data_visualization", "context"]]);
    expect(fake.files.size).toBe(0);
  });

  test("where charts are refused it is a picture, and the rest is as fine as ever", async () => {
    await start();
    fake.refuseCharts();
    await say(reply(COST_OVER_VOLUME, TABLE));
    await delivered();
    expect(spoken().map(kindsOf)).toEqual([["rich_text", "image", "context", "data_table"]]);
    const [file] = fake.files.values();
    expect(file).toMatchObject({ name: "chart.png", isThere: true });
    expect(file?.content).toContain("PNG");
  });

  test("a picture that is not there yet is waited for", async () => {
    await start();
    fake.refuseCharts();
    fake.delayFiles(1);
    await say(reply(COST_OVER_VOLUME));
    await delivered();
    expect(spoken().map(kindsOf)).toEqual([["rich_text", "image", "context"]]);
  });

  test.each<[string, () => void, (() => Promise<undefined>)?]>([
    ["the picture never arrives", () => fake.delayFiles(99)],
    [
      "the app may not upload",
      () => fake.fail("files.getUploadURLExternal", { kind: "error", error: "missing_scope" }),
    ],
    [
      "the upload fails",
      () => fake.fail("files.completeUploadExternal", { kind: "status", status: 503 }),
    ],
    ["nothing can be drawn", () => undefined, async () => undefined],
  ])("where %s, words are left", async (_what, spoil, draw) => {
    await start(draw);
    fake.refuseCharts();
    spoil();
    await say(reply(COST_OVER_VOLUME));
    await delivered();
    expect(spoken().map(kindsOf)).toEqual([["rich_text", "rich_text", "context"]]);
    expect(spoken()[0]?.text).toContain(COST_OVER_VOLUME.alt);
  });

  test.each(["drawn by Slack", "as a picture"])(
    "nothing comes twice when Slack's answer is lost: %s",
    async (how) => {
      await start();
      if (how === "as a picture") {
        fake.refuseCharts();
        fake.fail("chat.postMessage", { kind: "error", error: "invalid_blocks" });
      }
      fake.fail("chat.postMessage", { kind: "answer lost" });
      await say(reply(COST_OVER_VOLUME));
      await delivered();
      expect(spoken().map(kindsOf)).toEqual([
        ["rich_text", how === "as a picture" ? "image" : "data_visualization", "context"],
      ]);
      expect(fake.files.size).toBe(how === "as a picture" ? 1 : 0);
    },
  );

  test("pictures are taken away with the rest", async () => {
    await start();
    fake.refuseCharts();
    await say(reply(COST_OVER_VOLUME));
    await delivered();
    expect(fake.files.size).toBe(1);
    await say({
      purpose: "erasure",
      visibleTo: "thread",
      blocks: [{ kind: "text", text: ["Deleted."] }],
    });
    await delivered();
    expect(fake.files.size).toBe(0);
    expect(spoken().map(({ text }) => text)).toEqual(["Deleted."]);
  });
});

test.each<[string, object, string]>([
  ["a long title", { title: "x".repeat(51) }, "a chart's title is empty or too long"],
  ["two lines of one name", { series: ["a", "a"] }, "two lines of one name"],
  ["a long name", { series: ["x".repeat(21)] }, "a line's name is empty or too long"],
  ["two places of one name", { categories: ["1", "1"] }, "two places of one name"],
  ["a long place", { categories: ["x".repeat(21)] }, "a place's words are empty or too long"],
  ["no place", { categories: [] }, "0 places"],
  ["too many places", { categories: Array.from({ length: 21 }, (_, at) => `${at}`) }, "21 places"],
  [
    "a line of other places",
    { categories: ["1"], places: ["2"] },
    "a line without a point for each place",
  ],
])("the rules for payloads refuse a chart with %s", (_name, given, problem) => {
  const {
    title = "t",
    series = ["a"],
    categories = ["1", "2"],
    places = categories,
  } = given as { title?: string; series?: string[]; categories?: string[]; places?: string[] };
  const block = {
    type: "data_visualization" as const,
    title,
    chart: {
      type: "line" as const,
      series: series.map((name) => ({ name, data: places.map((label) => ({ label, value: 1 })) })),
      axis_config: { categories },
    },
  };
  expect(problemsOf({ text: "x", blocks: [block] })).toContain(problem);
  expect(problemsOf({ text: "x", blocks: [block, block, block] })).toContain(
    "3 charts in one message",
  );
});
