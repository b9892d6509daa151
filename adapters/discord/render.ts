import { ButtonStyle, ComponentType, MessageFlags } from "discord.js";
import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIMediaGalleryComponent,
  APIMessageTopLevelComponent,
} from "discord.js";

import type { Block, Chart, Choice, Inline, Reply, Text } from "../../src/index.ts";
import { LIMITS, cut } from "./limits.ts";
import { tableText } from "./table.ts";

/** One message as Discord takes it. Nobody is ever pinged by it. */
export type Body = {
  readonly content?: string | null;
  readonly components?: readonly APIMessageTopLevelComponent[];
  readonly flags?: number;
  /** Which files a message that is changed has from then on. */
  readonly attachments?: readonly { readonly id: string; readonly filename: string }[];
  readonly allowed_mentions: { readonly parse: [] };
};

/** What a person can do that no word of the core stands for; each opens a form. */
export const FORMS = { words: "words", whatIf: "what-if", all: "all" } as const;

/** What every button and menu of ours begins with; a later version may mean something else by its tokens. */
const VERSION = "tf1:";
const MENU = "menu:";

/** What comes back from a button or menu; undefined when it is none of ours. */
export const tokenIn = (customId: string): string | undefined =>
  customId.startsWith(VERSION) ? customId.slice(VERSION.length) : undefined;
export const isMenu = (token: string): boolean => token.startsWith(MENU);
export const customIdOf = (token: string): string => `${VERSION}${token}`;

/** More answers than these become one menu. */
const MOST_BUTTONS = 4;
const ACCENT = 0x3b6ea5;
const NOBODY: Body["allowed_mentions"] = { parse: [] };

/** Marks of direction, with which words could turn round what stands beside them, and marks without width. */
const INVISIBLE = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const BREAK = "\u200B";

/** Breaks what would ping, or would be an invitation, though nothing else in it is markup. */
const harmless = (words: string): string =>
  words
    .replaceAll(INVISIBLE, "")
    .replaceAll(/@(?=everyone|here)/gi, `@${BREAK}`)
    .replaceAll(/<(?=[@#])/g, `<${BREAK}`)
    .replaceAll(/\b(discord(?:app)?)\.(?=gg|com\/invite)/gi, `$1${BREAK}.`);

/** Words as they stand: nothing in them is markup. */
const escaped = (words: string): string =>
  harmless(words)
    .replaceAll(/[\\*_~`|[\]<>]/g, String.raw`\$&`)
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/^(\s*)([#-])/, String.raw`$1\$2`);

const markdown = (text: Text): string => text.map(inline).join("");

function inline(part: Inline): string {
  if (typeof part === "string") return escaped(part);
  if ("bold" in part) return part.bold === "" ? "" : `**${escaped(part.bold)}**`;
  return `[${escaped(part.link)}](<${part.to}>)`;
}

const fenced = (words: string): string =>
  `\`\`\`text\n${harmless(words).replaceAll("```", `\`${BREAK}\`${BREAK}\``)}\n\`\`\``;

/** A block as text; buttons and menus have none. */
function textOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `## ${escaped(block.text)}`;
    case "text":
      return markdown(block.text);
    case "note":
      return `-# ${markdown(block.text)}`;
    case "list":
      return block.items
        .map((item, at) => `${block.ordered ? `${at + 1}.` : "-"} ${markdown(item)}`)
        .join("\n");
    case "table":
      return `**${escaped(block.caption)}**\n${fenced(tableText(block))}`;
    case "chart":
      return `**${escaped(block.title)}**\n${escaped(block.alt)}`;
    case "choices":
    case "actions":
    case "feedback":
    case "file":
      return "";
  }
}

/** Pictures of charts, by the names of their files. */
type Pictures = ReadonlyMap<Chart, string>;

/** Part of a message: words, or a picture. */
type Part = string | APIMediaGalleryComponent;

/** A picture, with what it shows in words for whoever does not see it. */
const gallery = ({ alt, title }: Chart, name: string): APIMediaGalleryComponent => ({
  type: ComponentType.MediaGallery,
  items: [
    {
      media: { url: `attachment://${name}` },
      description: cut(alt.trim() || title.trim() || "–", LIMITS.pictureDescription),
    },
  ],
});

/** Below its picture the words of a chart are small print. */
function partsOf(block: Block, pictures: Pictures): readonly Part[] {
  const name = block.kind === "chart" ? pictures.get(block) : undefined;
  return block.kind === "chart" && name !== undefined
    ? [gallery(block, name), textOf({ kind: "note", text: [block.alt] })]
    : [textOf(block)];
}

const NO_PICTURES: Pictures = new Map();

const button = ({ label, token }: Choice): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: token === "erase" ? ButtonStyle.Danger : ButtonStyle.Secondary,
  label: cut(label, LIMITS.buttonLabel),
  custom_id: customIdOf(token),
});

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
const row = (...components: APIComponentInMessageActionRow[]): Row => ({
  type: ComponentType.ActionRow,
  components,
});

const buttonRows = (choices: readonly Choice[]): readonly Row[] =>
  Array.from({ length: Math.ceil(choices.length / LIMITS.rowButtons) }, (_, at) =>
    row(
      ...choices
        .slice(at * LIMITS.rowButtons, (at + 1) * LIMITS.rowButtons)
        .map((choice) => button(choice)),
    ),
  );

const menuRow = (placeholder: string, choices: readonly Choice[], at: number): Row =>
  row({
    type: ComponentType.StringSelect,
    custom_id: customIdOf(`${MENU}${at}`),
    placeholder: cut(placeholder, LIMITS.placeholder),
    options: choices.slice(0, LIMITS.selectOptions).map(({ label, token }) => ({
      label: cut(label, LIMITS.optionLabel),
      value: token,
    })),
  });

/** What opens a form, beside what else can be done instead of choosing an answer. */
const FORM_CHOICES: readonly Choice[] = [
  { label: "Type an answer", token: FORMS.words },
  { label: "Answer all at once", token: FORMS.all },
];
const WHAT_IF: Choice = { label: "What if", token: FORMS.whatIf };

function rowsOf(block: Block, at: number): readonly Row[] {
  switch (block.kind) {
    case "choices": {
      const { choices, instead = [] } = block;
      const others = instead.length > 0 ? [...instead, ...FORM_CHOICES] : [];
      return choices.length <= MOST_BUTTONS
        ? [...buttonRows(choices), ...buttonRows(others)]
        : [menuRow("Pick one", choices, at), ...buttonRows(others)];
    }
    case "actions": {
      if (block.prompt !== undefined) return [menuRow(block.prompt, block.choices, at)];
      const [first, ...rest] = block.choices;
      // Beside the reasons stands the question what else would give other ones.
      return buttonRows(first?.token === "why" ? [first, WHAT_IF, ...rest] : block.choices);
    }
    case "feedback":
      return buttonRows([block.helpful, block.unhelpful]);
    case "heading":
    case "text":
    case "list":
    case "table":
    case "chart":
    case "note":
    case "file":
      return [];
  }
}

/** Menus first need something to choose from; of buttons that mean the same, the first stays. */
function rowsIn(blocks: readonly Block[]): readonly Row[] {
  const known = new Set<string>();
  const rows = blocks.flatMap((block, at) => rowsOf(block, at));
  const distinct = rows.map(({ type, components }): Row => ({
    type,
    components: components.filter((one) => {
      const id = "custom_id" in one ? one.custom_id : "";
      const isEmpty = one.type === ComponentType.StringSelect && one.options.length === 0;
      if (isEmpty || known.has(id) || id.length > LIMITS.customId) return false;
      known.add(id);
      return true;
    }),
  }));
  return distinct.filter(({ components }) => components.length > 0).slice(0, LIMITS.rows);
}

/** Whether everything that is written there reaches the bot, or only what is addressed to it. */
export type Hearing = "everything" | "addressed";

const HOW_TO_ANSWER = "-# To write to me, reply to one of my messages or mention me.";

const isAsking = ({ blocks }: Reply): boolean =>
  blocks.some(({ kind, ...block }) => kind === "choices" && "instead" in block);

/** What people see, block below block; small print stays close to what it belongs to. */
function shownOf(reply: Reply, hearing: Hearing, pictures: Pictures): readonly Part[] {
  const parts = reply.blocks.flatMap((block) => partsOf(block, pictures)).filter(Boolean);
  const isGuided = hearing === "addressed" && (isAsking(reply) || reply.purpose === "welcome");
  return isGuided ? [...parts, HOW_TO_ANSWER] : parts;
}

const isText = (part: Part): part is string => typeof part === "string";

const paragraphsOf = (reply: Reply, hearing: Hearing): readonly string[] =>
  shownOf(reply, hearing, NO_PICTURES).filter(isText);

/** Texts below each other, with a line between them but before small print. */
const joined = (texts: readonly string[]): string =>
  texts
    .map((text, at) => (at === 0 ? text : `${text.startsWith("-# ") ? "\n" : "\n\n"}${text}`))
    .join("");

const plainBody = (content: string, rows: readonly Row[]): Body => ({
  content,
  components: rows,
  flags: MessageFlags.SuppressEmbeds,
  allowed_mentions: NOBODY,
});

const componentOf = (part: Part): APIComponentInContainer =>
  isText(part) ? { type: ComponentType.TextDisplay, content: part } : part;

const cardBody = (parts: readonly Part[], rows: readonly Row[]): Body => ({
  flags: MessageFlags.IsComponentsV2,
  components: [
    {
      type: ComponentType.Container,
      accent_color: ACCENT,
      components: parts.map(componentOf),
    },
    ...rows,
  ],
  allowed_mentions: NOBODY,
});

const bytes = (text: string): number => Buffer.byteLength(text) + LIMITS.displayOverhead;

/** Whether parts fit into one card. */
function fits(parts: readonly Part[]): boolean {
  const texts = parts.filter(isText);
  return (
    texts.reduce((sum, text) => sum + text.length, 0) <= LIMITS.displayText &&
    texts.reduce((sum, text) => sum + bytes(text), 0) <= LIMITS.displayBytes
  );
}

/** Small print and lists stay with what they belong to: few text displays, each a paragraph or more. */
function grouped(parts: readonly Part[]): readonly Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last === undefined || !isText(last) || !isText(part)) found.push(part);
    else found[found.length - 1] = joined([last, part]);
  }
  return found;
}

/** Splits what is too long for one message between its paragraphs, and in need between its lines. */
function pages(texts: readonly string[], most: number): readonly string[] {
  const found: string[] = [];
  let page = "";
  const pieces = texts.flatMap((text) =>
    text.length <= most || text.includes("```") ? [text] : text.split("\n"),
  );
  for (const piece of pieces.flatMap((text) => chunks(text, most))) {
    const longer = page === "" ? piece : joined([page, piece]);
    if (longer.length <= most) page = longer;
    else {
      if (page !== "") found.push(page);
      page = piece;
    }
  }
  return page === "" ? found : [...found, page];
}

const FENCE = "```";
/** A text in pieces that fit; a code block that is cut is closed and opened again. */
function chunks(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const lines = text
    .split("\n")
    .flatMap((line) => line.match(new RegExp(`.{1,${most - 20}}`, "gsu")) ?? [""]);
  const found: string[] = [];
  let chunk = "";
  let isCode = false;
  for (const line of lines) {
    if (chunk.length + line.length + FENCE.length + 2 > most) {
      found.push(isCode ? `${chunk}\n${FENCE}` : chunk);
      chunk = isCode ? `${FENCE}text` : "";
    }
    if (line.startsWith(FENCE)) isCode = !isCode;
    chunk = chunk === "" ? line : `${chunk}\n${line}`;
  }
  return chunk === "" ? found : [...found, chunk];
}

export type Rendered = {
  /** The messages that say it, in order; nearly always one. Buttons are on the last. */
  readonly messages: readonly Body[];
  /** What takes the place of the last message once it has been announced, where cards are taken. */
  readonly card?: Body;
  readonly file?: Block & { readonly kind: "file" };
};

/**
 * A reply as Discord shows it. Questions and answers are plain messages: their words are what a phone
 * announces, and what a reply to them carries. The verdict is announced so and then becomes a card;
 * what is too long for a plain message is a card from the start. Charts are said in words.
 */
export function render(reply: Reply, hearing: Hearing): Rendered {
  const texts = paragraphsOf(reply, hearing);
  const rows = rowsIn(reply.blocks);
  const file = reply.blocks.find((block) => block.kind === "file");
  const content = joined(texts);
  const isVerdict = reply.purpose === "recommendation";
  const hasTable = reply.blocks.some(({ kind }) => kind === "table");
  const isLong = content.length > LIMITS.content;
  const card = cardBody(grouped(texts), rows);
  const rendered: Rendered =
    fits(grouped(texts)) && (isLong || (isVerdict && hasTable))
      ? { messages: [card] }
      : isVerdict && fits(grouped(texts))
        ? { messages: [plainBody(content, rows)], card }
        : { messages: plainMessages(texts, rows) };
  return file === undefined ? rendered : { ...rendered, file };
}

/** A reply as a card, in words; undefined when it is too long for one. What was a card stays one. */
export function renderCard(reply: Reply, hearing: Hearing): Body | undefined {
  const texts = grouped(paragraphsOf(reply, hearing));
  return fits(texts) ? cardBody(texts, rowsIn(reply.blocks)) : undefined;
}

/** A reply as a card with pictures, and which chart each of them shows. */
export type Pictured = {
  readonly card: Body;
  readonly pictures: readonly { readonly name: string; readonly chart: Chart }[];
};

/** A reply with its charts as pictures; undefined when it has none, or is too long for one card. */
export function renderPictured(reply: Reply, hearing: Hearing): Pictured | undefined {
  const charts = reply.blocks.filter((block): block is Chart => block.kind === "chart");
  const pictures = charts
    .slice(0, LIMITS.pictures)
    .map((chart, at) => ({ chart, name: `chart-${at + 1}.png` }));
  if (pictures.length === 0 || reply.blocks.some(({ kind }) => kind === "file")) return undefined;
  const names = new Map(pictures.map(({ chart, name }) => [chart, name]));
  const parts = grouped(shownOf(reply, hearing, names));
  if (!fits(parts)) return undefined;
  const attachments = pictures.map(({ name }, at) => ({ id: String(at), filename: name }));
  return { card: { ...cardBody(parts, rowsIn(reply.blocks)), attachments }, pictures };
}

/** Words of the adapter's own, which may name a channel. */
export const plainWords = (content: string): Body => ({ content, allowed_mentions: NOBODY });

/** The same messages with small print below the first, if there is room for it. */
export function noted(messages: readonly Body[], note: string): readonly Body[] {
  const [first, ...rest] = messages;
  if (typeof first?.content !== "string") return messages;
  const content = `${first.content}\n-# ${note}`;
  return content.length > LIMITS.content ? messages : [{ ...first, content }, ...rest];
}

/** A file written out, for where files are not taken; the record is Markdown, as messages are. */
export const fileAsMessages = ({ name, content }: NonNullable<Rendered["file"]>): readonly Body[] =>
  pages([`**${escaped(name)}**`, harmless(content)], LIMITS.content).map((page) =>
    plainBody(page, []),
  );

/** A reply without cards, for where they are refused. */
export const renderPlain = (reply: Reply, hearing: Hearing): readonly Body[] =>
  plainMessages(paragraphsOf(reply, hearing), rowsIn(reply.blocks));

function plainMessages(texts: readonly string[], rows: readonly Row[]): readonly Body[] {
  const contents = pages(texts, LIMITS.content);
  return contents.map((content, at) => plainBody(content, at === contents.length - 1 ? rows : []));
}

/** The words of a message of ours, by which it is recognised: a card's as much as a plain one's. */
export function wordsIn(message: {
  readonly content?: string | null | undefined;
  readonly components?: readonly unknown[] | undefined;
}): string {
  const displays = (component: unknown): readonly string[] => {
    if (typeof component !== "object" || component === null) return [];
    const { type, content, components } = component as Record<string, unknown>;
    if (type === ComponentType.TextDisplay) return [String(content)];
    return Array.isArray(components) ? components.flatMap(displays) : [];
  };
  return [message.content ?? "", ...(message.components ?? []).flatMap(displays)]
    .join("\n")
    .replaceAll(/\s+/g, " ")
    .trim();
}
