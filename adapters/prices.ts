import { readFileSync } from "node:fs";

import { readPriceList } from "../src/index.ts";
import type { PriceList } from "../src/index.ts";
import type { Environment, Read } from "./env.ts";

const WHERE = "PRICES_FILE";

/** Reads the price list that takes the place of the built-in one; without the variable there is none. */
export function priceSettings(env: Environment): Read<PriceList> {
  const file = env[WHERE] ?? "";
  if (file === "") return { settings: undefined, problems: [] };
  const wrong = (...problems: readonly string[]): Read<PriceList> => ({
    settings: undefined,
    problems: problems.map((problem) => `${WHERE}: ${problem}`),
  });
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
