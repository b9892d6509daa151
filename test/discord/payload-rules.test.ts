import { expect, test } from "vitest";

import { problemsOf } from "./payload-rules.ts";

const NOBODY = { allowed_mentions: { parse: [] } };
const button = (given: object = {}) => ({
  type: 2,
  style: 2,
  label: "Yes",
  custom_id: "a",
  ...given,
});
const row = (...components: object[]) => ({ type: 1, components });
const menu = (given: object = {}) => ({
  type: 3,
  custom_id: "m",
  options: [{ label: "A", value: "a" }],
  ...given,
});
const card = (...texts: string[]) => ({
  ...NOBODY,
  flags: 32_768,
  components: [{ type: 17, components: texts.map((content) => ({ type: 10, content })) }],
});
const picture = (given: object = {}) => ({
  ...NOBODY,
  flags: 32_768,
  components: [
    {
      type: 12,
      items: [{ media: { url: "attachment://chart-1.png" }, description: "Cost", ...given }],
    },
  ],
});
const message = (given: object) => ({ content: "Hello", ...NOBODY, ...given });
const withRow = (...components: object[]) => message({ components: [row(...components)] });
const label = (given: object = {}) => ({
  type: 18,
  label: "Why",
  component: {
    type: 21,
    custom_id: "r",
    options: [
      { label: "A", value: "a" },
      { label: "B", value: "b" },
    ],
  },
  ...given,
});
const form = (given: object = {}) => ({
  type: 9,
  data: { custom_id: "f", title: "A form", components: [label()], ...given },
});
const POST = ["POST", "/channels/1/messages"] as const;
const PATCH = ["PATCH", "/channels/1/messages/2"] as const;
const THREAD = ["POST", "/channels/1/messages/2/threads"] as const;
const ANSWER = ["POST", "/interactions/1/abc/callback"] as const;

test.each([
  ["words", POST, message({ nonce: "n", enforce_nonce: true })],
  ["buttons and a menu", POST, message({ components: [row(button()), row(menu())] })],
  ["a card", POST, card("## Clearly fine-tuning", "```text\nshort\n```")],
  ["a picture", POST, { ...picture(), attachments: [{ id: "0", filename: "chart-1.png" }] }],
  ["what a message becomes", PATCH, { ...card("Hello"), content: null }],
  ["a thread", THREAD, { name: "Sort tickets", auto_archive_duration: 4320 }],
  ["a form", ANSWER, form()],
  ["an acknowledgement", ANSWER, { type: 6 }],
  ["nothing", ["GET", "/channels/1"] as const, undefined],
])("%s passes", (_what, [method, path], body) => {
  expect(problemsOf(method, path, body)).toEqual([]);
});

test.each([
  ["too much content", POST, message({ content: "x".repeat(2001) }), /2001 characters/],
  ["nothing at all", POST, { ...NOBODY }, /empty/],
  ["a word that messages do not know", POST, message({ contents: "x" }), /no “contents”/],
  ["a card that does not say so", POST, { ...card("x"), flags: 0 }, /without the flag/],
  ["a card with content", POST, { ...card("x"), content: "y" }, /beside it/],
  ["a card with too many words", POST, card("x".repeat(2001), "x".repeat(2000)), /4001 characters/],
  ["a card with too many bytes", POST, card("界".repeat(3500)), /bytes/],
  ["too many components", POST, card(...Array.from({ length: 40 }, () => "x")), /41 components/],
  ["a picture without words", POST, picture({ description: " " }), /a picture without words/],
  [
    "a picture from elsewhere",
    POST,
    picture({ media: { url: "https://example.org/chart.png" } }),
    /does not come with the message/,
  ],
  ["two of one custom_id", POST, withRow(button(), button()), /two components/],
  [
    "a button that does nothing",
    POST,
    withRow({ type: 2, style: 2, label: "Yes" }),
    /does nothing/,
  ],
  [
    "too long a label",
    POST,
    withRow(button({ label: "x".repeat(81) })),
    /label has 81|more than 80/,
  ],
  ["too long a custom_id", POST, withRow(button({ custom_id: "x".repeat(101) })), /custom_id is/],
  ["a button without words", POST, withRow(button({ label: "" })), /label has 0/],
  ["buttons beside a menu", POST, withRow(button(), menu()), /buttons and a menu/],
  [
    "six buttons in a row",
    POST,
    withRow(..."abcdef".split("").map((id) => button({ custom_id: id }))),
    /too much in a row|more than 5/,
  ],
  [
    "six rows",
    POST,
    message({ components: "abcdef".split("").map((id) => row(button({ custom_id: id }))) }),
    /too many rows/,
  ],
  ["a menu without choices", POST, withRow(menu({ options: [] })), /0 choices/],
  [
    "two choices of one value",
    POST,
    withRow(
      menu({
        options: [
          { label: "A", value: "a" },
          { label: "B", value: "a" },
        ],
      }),
    ),
    /one value/,
  ],
  [
    "a choice without words",
    POST,
    withRow(menu({ options: [{ label: "", value: "a" }] })),
    /empty or too long/,
  ],
  ["a button at the top", POST, message({ components: [button()] }), /rows/],
  ["an unknown kind", POST, message({ components: [{ type: 99 }] }), /components/],
  ["nobody said who may be pinged", POST, { content: "x" }, /pinged/],
  ["a ping for everybody", POST, message({ content: "@everyone" }), /everybody/],
  ["a ping for somebody", PATCH, message({ content: "<@123>" }), /somebody/],
  ["an invitation", POST, message({ content: "discord.gg/abc" }), /invitation/],
  [
    "a wide line of code",
    POST,
    message({ content: `\`\`\`\n${"x".repeat(43)}\n\`\`\`` }),
    /43 columns/,
  ],
  ["an open code block", POST, message({ content: "```\nx" }), /not closed/],
  ["a thread without a name", THREAD, { name: "" }, /0 characters/],
  ["too long a name", THREAD, { name: "x".repeat(101) }, /101 characters|more than 100/],
  [
    "a time that threads do not have",
    THREAD,
    { name: "x", auto_archive_duration: 4000 },
    /auto_archive_duration/,
  ],
  [
    "a form with too long a title",
    ANSWER,
    form({ title: "x".repeat(46) }),
    /46 characters|more than 45/,
  ],
  [
    "a form of six parts",
    ANSWER,
    form({
      components: "abcdef"
        .split("")
        .map((id) => label({ component: { type: 4, style: 1, custom_id: id } })),
    }),
    /6 parts|more than 5/,
  ],
  [
    "too long a label in a form",
    ANSWER,
    form({ components: [label({ label: "x".repeat(46) })] }),
    /label of 46|more than 45/,
  ],
  [
    "too long a description",
    ANSWER,
    form({ components: [label({ description: "x".repeat(101) })] }),
    /description is too long|more than 100/,
  ],
  [
    "one thing to choose from",
    ANSWER,
    form({
      components: [
        label({ component: { type: 21, custom_id: "r", options: [{ label: "A", value: "a" }] } }),
      ],
    }),
    /1 choices|fewer than 2/,
  ],
  ["a request that we do not make", ["POST", "/guilds/1/roles"] as const, {}, /no such request/],
])("%s is a problem", (_what, [method, path], body, problem) => {
  expect(problemsOf(method, path, body).join("\n")).toMatch(problem);
});
