import { readFileSync } from "node:fs";

import { z } from "zod";

import { readPriceList } from "../src/index.ts";
import type { PriceList } from "../src/index.ts";
import { readVariables } from "./env.ts";
import type { Environment, Read } from "./env.ts";

export const PRICE_VARIABLES = { PRICES_FILE: z.string().optional() };

const wrong = (...problems: readonly string[]): Read<PriceList> => ({
  settings: undefined,
  problems: problems.map((problem) => `PRICES_FILE: ${problem}`),
});

/** Reads the price list that takes the place of the built-in one; without the variable there is none. */
export function priceSettings(env: Environment): Read<PriceList> {
  const file = readVariables(env, PRICE_VARIABLES).settings?.PRICES_FILE;
  if (file === undefined) return { settings: undefined, problems: [] };
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return error instanceof SyntaxError
      ? wrong("the file is not JSON: write a list of prices, or leave the variable out.")
      : wrong("the file cannot be read: name one that exists, or leave the variable out.");
  }
  const read = readPriceList(json);
  return "prices" in read ? { settings: read.prices, problems: [] } : wrong(...read.problems);
}
