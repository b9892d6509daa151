import type { PriceRow } from "../../src/knowledge/price-list.ts";

/** A row of a price list as a file has it. */
export const ACME_ROW = {
  provider: "Acme",
  model: "small-1",
  kind: "base",
  input_per_mtok: 1,
  output_per_mtok: 2,
  as_of: "2026-11-01",
  source_url: "https://acme.example/pricing",
  verified: true,
} as const satisfies PriceRow;
