import type {
  ActionsBlock,
  DataTableBlock,
  KnownBlock,
  RichTextBlock,
  RichTextLink,
  RichTextText,
} from "@slack/types";

import type { Block, Choice, Inline, Reply, Text } from "../../src/index.ts";
import { LIMITS, cut } from "./limits.ts";

/** One message as Slack takes it. `text` is complete: it is what notifications and screen readers read. */
export type Message = { readonly text: string; readonly blocks?: readonly KnownBlock[] };

/** More than these become one select. */
const MOST_BUTTONS = 7;

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

const richElements = (text: Text): (RichTextText | RichTextLink)[] =>
  text.map(richElement).filter((element) => element.text !== "");

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
  text: { type: "plain_text", text: cut(label, LIMITS.buttonText), emoji: false },
  value: token,
  action_id: `${ACTION_PREFIX}:${at}`,
});

const actions = (choices: readonly Choice[]): KnownBlock => {
  if (choices.length <= MOST_BUTTONS) return { type: "actions", elements: choices.map(button) };
  return {
    type: "actions",
    elements: [
      {
        type: "static_select",
        action_id: `${ACTION_PREFIX}:0`,
        placeholder: { type: "plain_text", text: "Pick one" },
        options: choices.slice(0, LIMITS.selectOptions).map(({ label, token }) => ({
          text: { type: "plain_text", text: cut(label, LIMITS.optionText), emoji: false },
          value: token,
        })),
      },
    ],
  };
};

type Table = Block & { readonly kind: "table" };

/** Slack refuses empty cells. */
const cell = (words: string): string => (words.trim() === "" ? "–" : words);

const dataTable = ({ caption, columns, rows }: Table): DataTableBlock => ({
  type: "data_table",
  caption,
  page_size: LIMITS.tablePageRows,
  row_header_column_index: 0,
  rows: [columns, ...rows]
    .slice(0, LIMITS.tableRows)
    .map((row) =>
      row.slice(0, LIMITS.tableColumns).map((words) => ({ type: "raw_text", text: cell(words) })),
    ),
});

const tableLines = ({ caption, columns, rows }: Table): readonly string[] => [
  caption,
  ...rows.map(([name = "", ...cells]) => {
    const named = cells.map((words, at) => `${columns[at + 1] ?? ""}: ${cell(words)}`);
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

const blockOf = (block: Block, showTable: (table: Table) => KnownBlock[]): KnownBlock[] => {
  switch (block.kind) {
    case "heading":
      return [
        {
          type: "header",
          text: { type: "plain_text", text: cut(block.text, LIMITS.headerText), emoji: false },
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
      return showTable(block);
    case "choices":
      return [actions(block.choices)];
    case "note":
      return [
        {
          type: "context",
          elements: [{ type: "mrkdwn", text: cut(markdown(block.text), LIMITS.contextText) }],
        },
      ];
    case "file":
      return [
        richText({
          type: "rich_text_preformatted",
          elements: [{ type: "text", text: block.markdown }],
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
    case "choices":
      return block.choices.map(({ label }, at) => `${at + 1}. ${label}`);
    case "file":
      return [block.name, block.markdown];
  }
};

/** How many characters people would read. */
const lengthOf = (blocks: readonly Block[]): number =>
  blocks.flatMap(linesOf).reduce((sum, line) => sum + line.length, 0);

/**
 * The ways to say one reply, best first: when Slack refuses one, the next is plainer, and the last is
 * text that it cannot refuse. So the bot is never silent because of a block.
 */
export function renderLadder({ blocks }: Reply): readonly Message[] {
  const text = cut(
    escaped(blocks.map((block) => linesOf(block).join("\n")).join("\n\n")),
    LIMITS.messageText,
  );
  if (lengthOf(blocks) > LIMITS.allBlockText || blocks.length > LIMITS.blocks) return [{ text }];
  const hasTable = blocks.some(({ kind }) => kind === "table");
  const withTable = blocks.flatMap((block) => blockOf(block, (table) => [dataTable(table)]));
  const withoutTable = blocks.flatMap((block) => blockOf(block, tableAsList));
  return [
    { text, blocks: withTable },
    ...(hasTable ? [{ text, blocks: withoutTable }] : []),
    { text },
  ];
}
