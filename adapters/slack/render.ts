import type {
  ActionsBlock,
  DataTableBlock,
  FeedbackButtons,
  KnownBlock,
  RichTextBlock,
  RichTextLink,
  RichTextText,
} from "@slack/types";

import type { Block, Chart, Choice, Inline, Reply, Text } from "../../src/index.ts";
import { lineChart, pictureBlock } from "./charts.ts";
import type { DataVisualizationBlock } from "./charts.ts";
import { LIMITS, cut } from "./limits.ts";

export type SlackBlock = KnownBlock | DataVisualizationBlock;

/** One message as Slack takes it. `text` is complete: it is what notifications and screen readers read. */
export type Message = { readonly text: string; readonly blocks?: readonly SlackBlock[] };

/** More answers than these become one select. */
const MOST_BUTTONS = 5;

/** The action of every button and select of ours begins so; the rest only tells them apart. */
export const ACTION_PREFIX = "choose";

const plainText = (text: Text): string =>
  text
    .map((part) =>
      typeof part === "string" ? part : "bold" in part ? part.bold : `${part.link} (${part.to})`,
    )
    .join("");

/** Rich text shows every word as it stands: nothing in it can ping, link or format by itself. */
const richElement = (part: Inline): RichTextText | RichTextLink => {
  if (typeof part === "string") return { type: "text", text: part };
  if ("bold" in part) return { type: "text", text: part.bold, style: { bold: true } };
  return { type: "link", text: part.link, url: part.to };
};

/** Slack refuses what is empty: cells, labels, lines. */
const EMPTY = "–";
const filled = (words: string): string => (words.trim() === "" ? EMPTY : words);

const richElements = (text: Text): (RichTextText | RichTextLink)[] => {
  const elements = text.map(richElement).filter((element) => element.text !== "");
  return elements.length === 0 ? [{ type: "text", text: EMPTY }] : elements;
};

const richText = (...elements: RichTextBlock["elements"]): KnownBlock => ({
  type: "rich_text",
  elements,
});

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Small print has links, which plain text has not; so it is escaped instead. */
const markdown = (text: Text): string =>
  text
    .map((part) => {
      if (typeof part === "string") return escaped(part);
      if ("bold" in part) return `*${escaped(part.bold)}*`;
      return `<${part.to}|${escaped(part.link)}>`;
    })
    .join("");

const button = ({ label, token }: Choice, at: number): ActionsBlock["elements"][number] => ({
  type: "button",
  text: { type: "plain_text", text: cut(filled(label), LIMITS.buttonText), emoji: false },
  value: token,
  action_id: `${ACTION_PREFIX}:${at}`,
});

const select = (prompt: string, choices: readonly Choice[]): ActionsBlock["elements"][number] => ({
  type: "static_select",
  action_id: `${ACTION_PREFIX}:pick`,
  placeholder: { type: "plain_text", text: prompt, emoji: false },
  options: choices.slice(0, LIMITS.selectOptions).map(({ label, token }) => ({
    text: { type: "plain_text", text: cut(filled(label), LIMITS.optionText), emoji: false },
    value: token,
  })),
});

/** What can be done instead of choosing stays in sight, however many answers there are. */
const choicesBlock = (choices: readonly Choice[], instead: readonly Choice[]): KnownBlock => ({
  type: "actions",
  elements:
    choices.length <= MOST_BUTTONS
      ? [...choices, ...instead].map(button)
      : [select("Pick one", choices), ...instead.map(button)],
});

const actionsBlock = (choices: readonly Choice[], prompt: string | undefined): KnownBlock => ({
  type: "actions",
  elements: prompt === undefined ? choices.map(button) : [select(prompt, choices)],
});

const feedbackButton = ({ label, token }: Choice): FeedbackButtons["positive_button"] => ({
  text: { type: "plain_text", text: cut(filled(label), LIMITS.buttonText), emoji: false },
  value: token,
});

const feedbackBlock = (helpful: Choice, unhelpful: Choice): KnownBlock => ({
  type: "context_actions",
  elements: [
    {
      type: "feedback_buttons",
      action_id: `${ACTION_PREFIX}:feedback`,
      positive_button: feedbackButton(helpful),
      negative_button: feedbackButton(unhelpful),
    },
  ],
});

type Table = Block & { readonly kind: "table" };

const dataTable = ({ caption, columns, rows }: Table): DataTableBlock => ({
  type: "data_table",
  caption,
  page_size: LIMITS.tablePageRows,
  row_header_column_index: 0,
  rows: [columns, ...rows]
    .slice(0, LIMITS.tableRows)
    .map((row) =>
      row.slice(0, LIMITS.tableColumns).map((words) => ({ type: "raw_text", text: filled(words) })),
    ),
});

const tableLines = ({ caption, columns, rows }: Table): readonly string[] => [
  caption,
  ...rows.map(([name = "", ...cells]) => {
    const named = cells.map((words, at) => `${columns[at + 1] ?? ""}: ${filled(words)}`);
    return `${name}. ${named.join(" ")}`;
  }),
];

/** A table as a list, for where tables are refused. */
const tableAsList = (table: Table): KnownBlock[] => {
  const [caption = "", ...lines] = tableLines(table);
  return [
    richText({ type: "rich_text_section", elements: [richElement({ bold: caption })] }),
    richText({
      type: "rich_text_list",
      style: "bullet",
      elements: lines.map((line) => ({
        type: "rich_text_section",
        elements: [richElement(line)],
      })),
    }),
  ];
};

const smallPrint = (text: Text): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: cut(filled(markdown(text)), LIMITS.contextText) }],
});

/** What a chart shows stands below it in words as well, for whoever does not see it. */
const chartInWords = ({ title, alt }: Chart): SlackBlock[] => [
  richText({ type: "rich_text_section", elements: richElements([{ bold: title }]) }),
  smallPrint([alt]),
];

/** The kinds of blocks that Slack may refuse, and how they are shown. */
type Fineness = {
  readonly table: (table: Table) => SlackBlock[];
  readonly chart: (chart: Chart) => SlackBlock[];
  readonly feedback: (helpful: Choice, unhelpful: Choice) => SlackBlock[];
};
const PLAIN: Fineness = { table: tableAsList, chart: chartInWords, feedback: () => [] };
const FINE: Fineness = {
  ...PLAIN,
  table: (table) => [dataTable(table)],
  feedback: (helpful, unhelpful) => [feedbackBlock(helpful, unhelpful)],
};

/** With charts that Slack draws, as many as it takes. */
function drawnBySlack(charts: readonly Chart[]): Fineness {
  const drawn = new Map(charts.slice(0, LIMITS.charts).map((chart) => [chart, lineChart(chart)]));
  return {
    ...FINE,
    chart: (chart) => {
      const block = drawn.get(chart);
      return block === undefined ? chartInWords(chart) : [block, smallPrint([chart.alt])];
    },
  };
}

/** With charts as pictures, as far as there are some. */
const asPictures = (files: ReadonlyMap<Chart, string>): Fineness => ({
  ...FINE,
  chart: (chart) => {
    const file = files.get(chart);
    return file === undefined
      ? chartInWords(chart)
      : [pictureBlock(chart, file), smallPrint([chart.alt])];
  },
});

const blockOf = (block: Block, fineness: Fineness): SlackBlock[] => {
  switch (block.kind) {
    case "heading":
      return [
        {
          type: "header",
          text: {
            type: "plain_text",
            text: cut(filled(block.text), LIMITS.headerText),
            emoji: false,
          },
        },
      ];
    case "text":
      return [richText({ type: "rich_text_section", elements: richElements(block.text) })];
    case "list":
      return [
        richText({
          type: "rich_text_list",
          style: block.ordered ? "ordered" : "bullet",
          elements: block.items.map((item) => ({
            type: "rich_text_section",
            elements: richElements(item),
          })),
        }),
      ];
    case "table":
      return fineness.table(block);
    case "chart":
      return fineness.chart(block);
    case "choices":
      return [choicesBlock(block.choices, block.instead ?? [])];
    case "actions":
      return [actionsBlock(block.choices, block.prompt)];
    case "feedback":
      return fineness.feedback(block.helpful, block.unhelpful);
    case "note":
      return [smallPrint(block.text)];
    case "file":
      return [
        richText({
          type: "rich_text_preformatted",
          elements: [{ type: "text", text: block.content }],
        }),
      ];
  }
};

const linesOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "text":
    case "note":
      return [plainText(block.text)];
    case "list":
      return block.items.map(
        (item, at) => `${block.ordered ? `${at + 1}.` : "-"} ${plainText(item)}`,
      );
    case "table":
      return tableLines(block);
    case "chart":
      return [block.title, block.alt];
    case "choices":
      return [...block.choices, ...(block.instead ?? [])].map(
        ({ label }, at) => `${at + 1}. ${label}`,
      );
    // Buttons are read out by themselves, and all that they do can be said in words.
    case "actions":
    case "feedback":
      return [];
    case "file":
      return [block.name, block.content];
  }
};

/** How many characters people would read. */
const lengthOf = (blocks: readonly Block[]): number =>
  blocks.flatMap(linesOf).reduce((sum, line) => sum + line.length, 0);

/** A reply as text alone. */
export function renderText({ blocks }: Pick<Reply, "blocks">): string {
  const paragraphs = blocks.map((block) => linesOf(block).join("\n")).filter(Boolean);
  return cut(escaped(paragraphs.join("\n\n")), LIMITS.messageText);
}

/** The charts of a reply. */
export const chartsIn = ({ blocks }: Pick<Reply, "blocks">): readonly Chart[] =>
  blocks.filter((block): block is Chart => block.kind === "chart");

const rendered = (blocks: readonly Block[], fineness: Fineness): readonly SlackBlock[] =>
  blocks.flatMap((block) => blockOf(block, fineness));

const MAY_BE_REFUSED: ReadonlySet<Block["kind"]> = new Set(["table", "chart", "feedback"]);

/**
 * The ways to say one reply, best first: when Slack refuses one, the next is plainer, and the last is
 * text that it cannot refuse. So the bot is never silent because of a block.
 */
export function renderLadder(reply: Reply): readonly Message[] {
  const { blocks } = reply;
  const text = renderText(reply);
  const fine = rendered(blocks, drawnBySlack(chartsIn(reply)));
  // Too much for one message: only its text is left.
  if (lengthOf(blocks) > LIMITS.allBlockText || fine.length > LIMITS.blocks) return [{ text }];
  const isFinerThanPlain = blocks.some(({ kind }) => MAY_BE_REFUSED.has(kind));
  return [
    { text, blocks: fine },
    ...(isFinerThanPlain ? [{ text, blocks: rendered(blocks, PLAIN) }] : []),
    { text },
  ];
}

/** A reply with pictures of its charts, by the identities of their files, for where Slack draws none. */
export const renderPictured = (reply: Reply, files: ReadonlyMap<Chart, string>): Message => ({
  text: renderText(reply),
  blocks: rendered(reply.blocks, asPictures(files)),
});
