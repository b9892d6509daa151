import * as fc from "fast-check";
import { expect, test } from "vitest";

import { renderLadder } from "../../adapters/slack/render.ts";
import type { Block, Reply } from "../../src/index.ts";
import { problemsOf } from "./payload-rules.ts";

const reply = (...blocks: Block[]): Reply => ({ purpose: "answer", visibleTo: "thread", blocks });

test("one reply beside its blocks and its text", () => {
  const [finest] = renderLadder(
    reply(
      { kind: "heading", text: "Probably <both>" },
      { kind: "text", text: ["Said by ", { bold: "<!channel>" }, "."] },
      {
        kind: "table",
        caption: "Compared",
        columns: ["Feature", "Prompt", "Tuning"],
        rows: [["Cost", "low", ""]],
      },
      { kind: "note", text: ["From ", { link: "a study", to: "https://example.org" }, " & more."] },
      {
        kind: "choices",
        choices: [{ label: "Yes", token: "answer:x:1" }],
        instead: [{ label: "Not sure", token: "not-sure:x" }],
      },
    ),
  );
  expect(finest).toMatchInlineSnapshot(`
    {
      "blocks": [
        {
          "text": {
            "emoji": false,
            "text": "Probably <both>",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "elements": [
            {
              "elements": [
                {
                  "text": "Said by ",
                  "type": "text",
                },
                {
                  "style": {
                    "bold": true,
                  },
                  "text": "<!channel>",
                  "type": "text",
                },
                {
                  "text": ".",
                  "type": "text",
                },
              ],
              "type": "rich_text_section",
            },
          ],
          "type": "rich_text",
        },
        {
          "caption": "Compared",
          "page_size": 100,
          "row_header_column_index": 0,
          "rows": [
            [
              {
                "text": "Feature",
                "type": "raw_text",
              },
              {
                "text": "Prompt",
                "type": "raw_text",
              },
              {
                "text": "Tuning",
                "type": "raw_text",
              },
            ],
            [
              {
                "text": "Cost",
                "type": "raw_text",
              },
              {
                "text": "low",
                "type": "raw_text",
              },
              {
                "text": "–",
                "type": "raw_text",
              },
            ],
          ],
          "type": "data_table",
        },
        {
          "elements": [
            {
              "text": "From <https://example.org|a study> &amp; more.",
              "type": "mrkdwn",
            },
          ],
          "type": "context",
        },
        {
          "elements": [
            {
              "action_id": "choose:0",
              "text": {
                "emoji": false,
                "text": "Yes",
                "type": "plain_text",
              },
              "type": "button",
              "value": "answer:x:1",
            },
            {
              "action_id": "choose:1",
              "text": {
                "emoji": false,
                "text": "Not sure",
                "type": "plain_text",
              },
              "type": "button",
              "value": "not-sure:x",
            },
          ],
          "type": "actions",
        },
      ],
      "text": "Probably &lt;both&gt;

    Said by &lt;!channel&gt;.

    Compared
    Cost. Prompt: low Tuning: –

    From a study (https://example.org) &amp; more.

    1. Yes
    2. Not sure",
    }
  `);
});

test("more than five answers become a menu, and the ways around them stay in sight", () => {
  const choices = Array.from({ length: 6 }, (_, at) => ({
    label: `${at}`,
    token: `answer:x:${at}`,
  }));
  const instead = [{ label: "Not sure", token: "not-sure:x" }];
  const kindsOf = (count: number) => {
    const [finest] = renderLadder(
      reply({ kind: "choices", choices: choices.slice(0, count), instead }),
    );
    const [block] = finest?.blocks ?? [];
    return block?.type === "actions" ? block.elements.map(({ type }) => type) : [];
  };
  expect(kindsOf(5)).toEqual(Array.from({ length: 6 }, () => "button"));
  expect(kindsOf(6)).toEqual(["static_select", "button"]);
});

test("every rung of the ladder is plainer than the one before, and the last is text alone", () => {
  const rungs = renderLadder(
    reply(
      { kind: "table", caption: "c", columns: ["a", "b"], rows: [["1", "2"]] },
      {
        kind: "feedback",
        helpful: { label: "Yes", token: "feedback:helpful" },
        unhelpful: { label: "No", token: "feedback:unhelpful" },
      },
    ),
  );
  expect(rungs.map(({ blocks = [] }) => blocks.map(({ type }) => type))).toEqual([
    ["data_table", "context_actions"],
    ["rich_text", "rich_text"],
    [],
  ]);
  expect(new Set(rungs.map(({ text }) => text)).size).toBe(1);
});

/** Words as people write them, and as those do who mean harm. */
const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom(
    "<!channel>",
    "<@U1>",
    "<!subteam^S1>",
    "&lt;!here&gt;",
    "*_~`",
    "\u202Eabc",
    "a".repeat(5000),
  ),
);
const inline = fc.oneof(
  words,
  fc.record({ bold: words }),
  words.map((link) => ({ link, to: "https://example.org" })),
);
const text = fc.array(inline, { maxLength: 5 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("heading" as const), text: words }),
  fc.record({ kind: fc.constant("text" as const), text }),
  fc.record({ kind: fc.constant("note" as const), text }),
  fc.record({
    kind: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(text, { minLength: 1, maxLength: 6 }),
  }),
  words.map((label): Block => ({ kind: "actions", choices: [{ label, token: "share" }] })),
);

test("whatever people write, Slack takes some rung, and nothing in it pings", () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
      const rungs = renderLadder(reply({ kind: "text", text: ["I read: "] }, ...blocks));
      expect(rungs.flatMap(problemsOf)).toEqual([]);
    }),
  );
});
