import { LIMITS } from "../../adapters/slack/limits.ts";
import type { SlackBlock } from "../../adapters/slack/render.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object in a payload, itself included. */
const objectsIn = (value: unknown): readonly Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The kinds of blocks that we send: https://docs.slack.dev/reference/block-kit/blocks */
const KINDS: ReadonlySet<string> = new Set([
  "header",
  "section",
  "rich_text",
  "context",
  "context_actions",
  "actions",
  "data_table",
  "data_visualization",
  "image",
]);

type Expect = (holds: boolean, problem: string) => void;

const isFilled = (words: string, most: number): boolean =>
  words.trim() !== "" && words.length <= most;

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
function checkChart({ title, chart }: Json, expect: Expect): void {
  const {
    type,
    series,
    axis_config: axes,
  } = chart as {
    readonly type: unknown;
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label?: string;
    };
  };
  const { categories, x_label: x, y_label: y } = axes;
  expect(type === "line", "a chart that has no lines");
  expect(isFilled(textOf(title), LIMITS.chartTitle), "a chart's title is empty or too long");
  expect(series.length >= 1 && series.length <= LIMITS.chartSeries, `${series.length} lines`);
  const names = series.map(({ name }) => name);
  expect(
    names.every((name) => isFilled(name, LIMITS.chartLabel)),
    "a line's name is empty or too long",
  );
  expect(new Set(names).size === names.length, "two lines of one name");
  expect(
    categories.length >= 1 && categories.length <= LIMITS.chartPoints,
    `${categories.length} places`,
  );
  expect(
    categories.every((words) => isFilled(words, LIMITS.chartLabel)),
    "a place's words are empty or too long",
  );
  expect(new Set(categories).size === categories.length, "two places of one name");
  expect(
    series.every(({ data }) => data.map(({ label }) => label).join("\n") === categories.join("\n")),
    "a line without a point for each place",
  );
  expect(
    series.every(({ data }) => data.every(({ value }) => Number.isFinite(value))),
    "a point that is no number",
  );
  for (const words of [x, y])
    expect(words === undefined || isFilled(words, LIMITS.chartAxis), "an axis's words");
}

/** What Slack would say against a message, from its own limits; nothing when it would take it. */
export function problemsOf(message: {
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
}): readonly string[] {
  const { text, blocks = [] } = message;
  const objects = objectsIn(blocks);
  const problems: string[] = [];
  const expect: Expect = (holds, problem) => void (holds || problems.push(problem));

  expect(text.trim() !== "", "the text for screen readers is empty");
  expect(text.length <= LIMITS.messageText, `the text has ${text.length} characters`);
  expect(!/<[!@]/.test(text), "the text could ping somebody");
  expect(blocks.length <= LIMITS.blocks, `${blocks.length} blocks`);
  expect(blocks.filter(({ type }) => /table/.test(type)).length <= 1, "two tables in one message");
  const charts = blocks.filter(({ type }) => type === "data_visualization").length;
  expect(charts <= LIMITS.charts, `${charts} charts in one message`);

  let sum = 0;
  for (const object of objects) {
    const words = textOf(object["text"]);
    sum += words.length;
    switch (object["type"]) {
      case "plain_text":
      case "text":
      case "raw_text":
        expect(words !== "", `an empty ${object["type"]}`);
        break;
      case "mrkdwn":
        expect(words !== "", "an empty mrkdwn");
        expect(!/<[!@]/.test(words), "small print could ping somebody");
        expect(words.length <= LIMITS.sectionText, "small print is too long");
        break;
      case "header":
        expect(
          textOf((object["text"] as Json)["text"]).length <= LIMITS.headerText,
          "a heading is too long",
        );
        break;
      case "context":
        expect(
          (object["elements"] as readonly unknown[]).length <= LIMITS.contextElements,
          "too much small print",
        );
        break;
      case "actions":
        expect(
          (object["elements"] as readonly unknown[]).length <= LIMITS.actionsElements,
          "too many buttons",
        );
        break;
      case "button":
        expect(
          textOf((object["text"] as Json)["text"]).length <= LIMITS.buttonText,
          "a button's text is too long",
        );
        expect(textOf(object["action_id"]).length <= LIMITS.actionId, "a button's id is too long");
        expect(
          textOf(object["value"]).length <= LIMITS.buttonValue,
          "a button's value is too long",
        );
        break;
      case "static_select": {
        const options = object["options"] as readonly Json[];
        expect(
          options.length >= 1 && options.length <= LIMITS.selectOptions,
          `a menu of ${options.length}`,
        );
        for (const option of options) {
          expect(
            textOf((option["text"] as Json)["text"]).length <= LIMITS.optionText,
            "a choice's text is too long",
          );
          expect(
            textOf(option["value"]).length <= LIMITS.optionValue,
            "a choice's value is too long",
          );
        }
        expect(
          new Set(options.map(({ value }) => value)).size === options.length,
          "two choices of one value",
        );
        break;
      }
      case "feedback_buttons":
        for (const which of ["positive_button", "negative_button"]) {
          const { text: label } = object[which] as { readonly text: Json };
          expect(textOf(label["text"]).length <= LIMITS.buttonText, "a button's text is too long");
        }
        break;
      case "data_visualization":
        expect(isObject(object["chart"]), "a chart without a chart");
        if (isObject(object["chart"])) checkChart(object, expect);
        break;
      case "image": {
        const { length } = textOf(object["alt_text"]).trim();
        expect(
          length >= 1 && length <= LIMITS.altText,
          "a picture without words, or with too many",
        );
        const file = (object["slack_file"] ?? {}) as { readonly id?: unknown };
        expect(textOf(file.id).startsWith("F"), "a picture without a file");
        break;
      }
      case "rich_text_list":
        expect((object["elements"] as readonly unknown[]).length > 0, "an empty list");
        break;
      case "data_table": {
        const rows = object["rows"] as readonly (readonly unknown[])[];
        expect(textOf(object["caption"]) !== "", "a table without a caption");
        const cells = rows.flat() as readonly Json[];
        expect(
          cells.reduce((length, cell) => length + textOf(cell["text"]).length, 0) <=
            LIMITS.tableText,
          "a table with too much text",
        );
        expect(
          rows.length >= 2 && rows.length <= LIMITS.tableRows,
          `a table of ${rows.length} rows`,
        );
        expect(new Set(rows.map((row) => row.length)).size === 1, "rows of different lengths");
        break;
      }
    }
  }
  expect(sum <= LIMITS.allBlockText + 1200, `${sum} characters in all blocks`);
  const named = blocks.flatMap(({ block_id: id }) => id ?? []);
  expect(new Set(named).size === named.length, "two blocks of one id");
  const unknown = blocks.filter(({ type }) => !KINDS.has(type)).map(({ type }) => type);
  expect(unknown.length === 0, `blocks that messages do not have: ${unknown.join(", ")}`);
  for (const { elements } of blocks.filter(
    ({ type }) => type === "actions",
  ) as unknown as readonly {
    readonly elements: readonly Json[];
  }[]) {
    const ids = elements.map((element) => element["action_id"]);
    expect(new Set(ids).size === ids.length, "two buttons of one id");
  }
  return problems;
}
