import { z } from "zod";

import { daysBetween } from "./days.ts";

/** An amount of US dollars; zero where something is free. */
const UsDollars = z.number().nonnegative();

const LEADING_DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?/;
const SHUT_ON =
  /(?:shut ?down|shuts down|retires|end of life|deprecated)\D{0,20}(\d{4}-\d\d-\d\d)/i;

const nothing = (value: unknown): unknown => (value === null ? undefined : value);
const maybe = <T extends z.ZodType>(type: T) => z.preprocess(nothing, type.optional());

/**
 * One price as it was read somewhere, in US dollars. The names are those of the published list, so
 * that a file can take its place as it is; they say the unit: `mtok` is a million tokens.
 */
export const PriceRow = z
  .object({
    provider: z.string().min(1),
    model: z.string().min(1),
    /** `base`: a model as it is; `finetuned`: tuning one, and what was tuned. */
    kind: z.enum(["base", "finetuned"]),
    input_per_mtok: maybe(UsDollars),
    /** Input that the provider has seen before and remembers. */
    cached_input_per_mtok: maybe(UsDollars),
    output_per_mtok: maybe(UsDollars),
    /** For each token of the training file, each time it is gone through. */
    training_per_mtok: maybe(UsDollars),
    training_per_hour: maybe(UsDollars),
    /** For every hour that the tuned model is kept ready, used or not. */
    hosting_per_hour: maybe(UsDollars),
    storage_per_month: maybe(UsDollars),
    minimum_per_job: maybe(UsDollars),
    currency: maybe(z.literal("USD")),
    /** When the price was read or was in force: a day, a month or a year in ISO; null when unknown. */
    as_of: z.preprocess(
      (value) =>
        typeof value === "string" ? (LEADING_DATE.exec(value)?.[0] ?? null) : (value ?? null),
      z.string().nullable(),
    ),
    /** The day from which on it can no longer be used. */
    retires_on: maybe(z.iso.date()),
    source_url: z.url({ protocol: /^https?$/ }),
    /** Only then is it spoken as a fact; otherwise it is called unconfirmed. */
    verified: z.boolean(),
    /** How it was verified. */
    evidence: maybe(z.string()),
    status: maybe(z.string()),
    note: maybe(z.string()),
  })
  .transform((row) => {
    const shut = row.retires_on ?? SHUT_ON.exec(row.status ?? "")?.[1];
    return shut === undefined ? row : { ...row, retires_on: shut };
  });
export type PriceRow = Readonly<z.infer<typeof PriceRow>>;
export type PriceList = readonly PriceRow[];

/** More problems than these are not shown: they have one cause. */
const MOST_PROBLEMS = 5;

/**
 * Checks a price list that came from outside.
 *
 * @returns the list, or one sentence for each problem that says where it is and what is expected
 */
export function readPriceList(
  json: unknown,
): { readonly prices: PriceList } | { readonly problems: readonly string[] } {
  if (!Array.isArray(json) || json.length === 0)
    return { problems: ["it takes a JSON list of prices, with at least one row."] };
  const read = z.array(PriceRow).safeParse(json);
  if (read.success) return { prices: read.data };
  const problems = read.error.issues.map(({ path: [row, ...field], message }) => {
    const name = (json[Number(row)] as { model?: unknown } | null)?.model;
    const which = typeof name === "string" ? ` (${name.slice(0, 40)})` : "";
    return `row ${Number(row) + 1}${which}${field.length > 0 ? `, ${field.join(".")}` : ""}: ${message}.`;
  });
  return { problems: problems.slice(0, MOST_PROBLEMS) };
}

/** The price of one thing; undefined where the list has none. */
export const priceOf = (prices: PriceList, provider: string, model: string): PriceRow | undefined =>
  prices.find((row) => row.provider === provider && row.model === model);

/** Whether it can be used on a day, as YYYY-MM-DD. */
export const isOffered = ({ retires_on }: PriceRow, today: string): boolean =>
  retires_on === undefined || retires_on > today;

/** A model that answers prompts on a day, with a price for what goes in and what comes out. */
export type PromptedPrice = PriceRow & {
  readonly input_per_mtok: number;
  readonly output_per_mtok: number;
};

/** Whether it is a model that can be prompted on a day. */
export const isPrompted = (row: PriceRow, today: string): row is PromptedPrice =>
  row.kind === "base" &&
  row.input_per_mtok !== undefined &&
  row.output_per_mtok !== undefined &&
  isOffered(row, today);

/** The models that can be prompted on a day, the cheapest input first. */
export const promptedModels = (prices: PriceList, today: string): readonly PromptedPrice[] =>
  prices
    .filter((row) => isPrompted(row, today))
    .toSorted((one, another) => one.input_per_mtok - another.input_per_mtok);

/** From this age on, in days, the newest price is called old (DECISION 2.6). */
export const OLD_AFTER_DAYS = 60;

/** The date of the newest price, and whether it is old on a day, as YYYY-MM-DD. */
export function newestPrice(
  prices: PriceList,
  today: string,
): { readonly on: string; readonly days: number; readonly isOld: boolean } | undefined {
  const [on] = prices
    .flatMap(({ as_of }) => as_of ?? [])
    .toSorted((one, another) => (one < another ? 1 : -1));
  if (on === undefined) return undefined;
  const days = daysBetween(on, today);
  return { on, days, isOld: days > OLD_AFTER_DAYS };
}
