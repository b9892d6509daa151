import { readFileSync } from "node:fs";

import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import stringWidth from "string-width";

import { LIMITS } from "../../adapters/discord/limits.ts";

/**
 * What Discord would say against a request: its own OpenAPI document, reduced to what the bot sends
 * (openapi.json), and what it refuses though the document does not say so.
 */
type Json = Readonly<Record<string, unknown>>;

const DOCUMENT = JSON.parse(readFileSync(new URL("openapi.json", import.meta.url), "utf8")) as {
  readonly operations: Readonly<Record<string, object>>;
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
for (const format of ["snowflake", "nonce"]) ajv.addFormat(format, true);
ajv.addSchema(DOCUMENT, "discord");

/** Most particular first, so that "@me" is no identity. */
const OPERATIONS = Object.keys(DOCUMENT.operations)
  .toSorted(
    (one, another) =>
      another.replaceAll(/\{[^}]+\}/g, "").length - one.replaceAll(/\{[^}]+\}/g, "").length,
  )
  .map((name) => ({
    name,
    fits: new RegExp(`^${name.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
  }));

const compiled = new Map<string, ValidateFunction>();
function validatorOf(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const pointer = encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
  const bundled = { $ref: `discord#/operations/${pointer}` };
  const validator = ajv.compile(bundled);
  compiled.set(name, validator);
  return validator;
}

const MOST_REPORTED = 10;
/** The deepest say what it is; those above only that something below is wrong. */
const said = (errors: readonly ErrorObject[]): readonly string[] =>
  [
    ...new Set(
      errors
        .toSorted((one, another) => another.instancePath.length - one.instancePath.length)
        .map(({ instancePath: path, message }) => `${path || "the body"} ${message}`),
    ),
  ].slice(0, MOST_REPORTED);

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** A component and those in it, what a section or label holds included. */
const componentsIn = (value: unknown): readonly Json[] => {
  if (!isObject(value)) return [];
  const { components, accessory, component } = value;
  return [value, ...[...listOf(components), accessory, component].flatMap(componentsIn)];
};

const TYPE = {
  row: 1,
  button: 2,
  select: 3,
  display: 10,
  gallery: 12,
  label: 18,
  radio: 21,
} as const;
const CARD = 32_768;
const LINK = 5;
const MOST_COMPONENTS = 40;
const CARD_ONLY: ReadonlySet<unknown> = new Set([9, 10, 12, 13, 14, 17]);
const KEYS: ReadonlySet<string> = new Set([
  "content",
  "components",
  "flags",
  "allowed_mentions",
  "nonce",
  "enforce_nonce",
  "message_reference",
  "embeds",
  "attachments",
]);

type Expect = (holds: boolean, problem: string) => void;

function checkWords(words: string, expect: Expect): void {
  expect(!/@(?:everyone|here)/i.test(words), "it could ping everybody");
  expect(!/<@[!&]?\d/.test(words), "it could ping somebody");
  expect(!/discord(?:app)?\.(?:gg|com\/invite)\//i.test(words), "it could be an invitation");
  const blocks = [...words.matchAll(/```\w*\n(.*?)```/gs)].flatMap(([, code = ""]) =>
    code.split("\n"),
  );
  const widest = Math.max(0, ...blocks.map((line) => stringWidth(line)));
  expect(widest <= LIMITS.codeColumns, `a line of code has ${widest} columns`);
  expect((words.match(/```/g) ?? []).length % 2 === 0, "a code block is not closed");
}

function checkControls(components: readonly Json[], expect: Expect): void {
  const ids = components.flatMap(({ custom_id: id }) => (typeof id === "string" ? [id] : []));
  expect(new Set(ids).size === ids.length, "two components of one custom_id");
  expect(
    ids.every((id) => id.length >= 1 && id.length <= LIMITS.customId),
    "a custom_id is empty or too long",
  );
  for (const component of components) {
    const { type, style, label, options, components: inner } = component;
    if (type === TYPE.button) {
      const isLink = style === LINK;
      expect(isLink ? "url" in component : "custom_id" in component, "a button that does nothing");
      const { length } = textOf(label);
      expect(
        length >= 1 && length <= LIMITS.buttonLabel,
        `a button's label has ${length} characters`,
      );
    }
    if (type === TYPE.row) {
      const kinds = listOf(inner).map((one) => (isObject(one) ? one["type"] : undefined));
      const buttons = kinds.filter((kind) => kind === TYPE.button).length;
      const selects = kinds.length - buttons;
      expect(kinds.length > 0, "an empty row");
      expect(buttons === 0 || selects === 0, "a row with buttons and a menu");
      expect(buttons <= LIMITS.rowButtons && selects <= 1, "too much in a row");
    }
    if (type === TYPE.select || type === TYPE.radio) {
      const choices = listOf(options).filter(isObject);
      const least = type === TYPE.radio ? 2 : 1;
      const most = type === TYPE.radio ? LIMITS.radioOptions : LIMITS.selectOptions;
      expect(choices.length >= least && choices.length <= most, `${choices.length} choices`);
      const values = choices.map(({ value }) => value);
      expect(new Set(values).size === values.length, "two choices of one value");
      expect(
        choices.every((one) =>
          [one["label"], one["value"]].every((words) => {
            const { length } = textOf(words);
            return length >= 1 && length <= LIMITS.optionLabel;
          }),
        ),
        "a choice that is empty or too long",
      );
    }
  }
}

/** Pictures come with the message, and whoever does not see them is told what they show. */
function checkPictures(components: readonly Json[], expect: Expect): void {
  for (const { type, items } of components) {
    if (type !== TYPE.gallery) continue;
    for (const item of listOf(items).filter(isObject)) {
      const url = isObject(item["media"]) ? textOf(item["media"]["url"]) : "";
      expect(/^attachment:\/\/[\w.-]+$/.test(url), "a picture that does not come with the message");
      const { length } = textOf(item["description"]).trim();
      expect(length > 0 && length <= LIMITS.pictureDescription, "a picture without words");
    }
  }
}

function checkMessage(message: Json, isNew: boolean, expect: Expect): void {
  const { content, components: given, embeds, flags, allowed_mentions: mentions } = message;
  const tops = listOf(given).filter(isObject);
  const components = tops.flatMap(componentsIn);
  const displays = components
    .filter(({ type }) => type === TYPE.display)
    .map((one) => textOf(one["content"]));
  const isCard = (Number(flags ?? 0) & CARD) !== 0;
  for (const key of Object.keys(message)) expect(KEYS.has(key), `messages have no “${key}”`);
  expect(
    textOf(content).length <= LIMITS.content,
    `content of ${textOf(content).length} characters`,
  );
  if (isCard) {
    expect(!content && listOf(embeds).length === 0, "a card with content or embeds beside it");
  } else {
    expect(!tops.some(({ type }) => CARD_ONLY.has(type)), "a card without the flag that says so");
    expect(
      tops.every(({ type }) => type === TYPE.row) && tops.length <= LIMITS.rows,
      "too many rows, or no rows",
    );
  }
  if (isNew)
    expect(
      Boolean(content) || tops.length > 0 || listOf(message["attachments"]).length > 0,
      "it is empty",
    );
  const letters = displays.reduce((sum, words) => sum + words.length, 0);
  expect(letters <= LIMITS.displayText, `${letters} characters in a card`);
  const bytes = displays.reduce(
    (sum, words) => sum + Buffer.byteLength(words) + LIMITS.displayOverhead,
    0,
  );
  expect(bytes <= LIMITS.displayBytes, `${bytes} bytes in a card`);
  expect(components.length <= MOST_COMPONENTS, `${components.length} components`);
  checkControls(components, expect);
  checkPictures(components, expect);
  expect(
    isObject(mentions) &&
      Array.isArray(mentions["parse"]) &&
      mentions["parse"].length === 0 &&
      Object.keys(mentions).length === 1,
    "who may be pinged is not said to be nobody",
  );
  for (const words of [textOf(content), ...displays]) checkWords(words, expect);
}

function checkForm(form: Json, expect: Expect): void {
  const title = textOf(form["title"]).length;
  expect(title >= 1 && title <= LIMITS.modalTitle, `a form's title has ${title} characters`);
  const parts = listOf(form["components"]).filter(isObject);
  expect(parts.length >= 1 && parts.length <= LIMITS.modalParts, `a form of ${parts.length} parts`);
  for (const { type, label, description } of parts) {
    expect(type === TYPE.label || type === TYPE.display, "a part of a form that is no label");
    const { length } = textOf(label);
    expect(
      type !== TYPE.label || (length >= 1 && length <= LIMITS.partLabel),
      `a label of ${length}`,
    );
    expect(textOf(description).length <= LIMITS.partDescription, "a description is too long");
  }
  checkControls(parts.flatMap(componentsIn), expect);
}

const FORM = 9;
const MESSAGE_ANSWERS: ReadonlySet<unknown> = new Set([4, 7]);

/** What Discord would say against the body of a request; nothing when it would take it. */
export function problemsOf(method: string, path: string, body: unknown): readonly string[] {
  if (body === undefined || body === null) return [];
  const asked = `${method} ${path}`;
  const operation = OPERATIONS.find(({ fits }) => fits.test(asked));
  if (operation === undefined) return ["no such request is known"];
  const problems: string[] = [];
  const expect: Expect = (holds, problem) => void (holds || problems.push(problem));
  const validate = validatorOf(operation.name);
  if (!validate(body)) problems.push(...said(validate.errors ?? []));
  if (!isObject(body)) return problems;
  if (/\/messages(?:\/[^/]+)?$/.test(path) || asked.startsWith("POST /webhooks"))
    checkMessage(body, method === "POST", expect);
  if (path.endsWith("/threads")) {
    const { length } = textOf(body["name"]);
    expect(length >= 1 && length <= LIMITS.threadName, `a thread's name has ${length} characters`);
  }
  if (path.endsWith("/callback") && isObject(body["data"])) {
    if (body["type"] === FORM) checkForm(body["data"], expect);
    if (MESSAGE_ANSWERS.has(body["type"])) checkMessage(body["data"], true, expect);
  }
  return problems;
}
