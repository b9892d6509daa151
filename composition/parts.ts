import { clock } from "../adapters/clock.ts";
import { together } from "../adapters/env.ts";
import type { LanguageModelSettings } from "../adapters/language-model/settings.ts";
import { openStore } from "../adapters/stores/index.ts";
import type { StoreSettings } from "../adapters/stores/settings.ts";
import type { Chart, Log, PriceList, SecondReader, Store } from "../src/index.ts";

/** The language model that reads along, if the environment names one. */
export async function openReader(
  settings: LanguageModelSettings | undefined,
  log: Log,
): Promise<SecondReader | undefined> {
  if (settings === undefined) return undefined;
  const { createLanguageModel } = await import("../adapters/language-model/index.ts");
  return createLanguageModel({ settings, clock, log });
}

/**
 * Draws charts as pictures. What draws them is loaded with the first one; on a machine that it does not
 * run on, charts are shown in words.
 */
export const drawing =
  (log: Log) =>
  async (chart: Chart): Promise<Buffer | undefined> => {
    try {
      const { pictureOf } = await import("../adapters/pictures/index.ts");
      return await pictureOf(chart);
    } catch (cause) {
      log({ level: "warn", message: "A chart could not be drawn; its words stand for it.", cause });
      return undefined;
    }
  };

/** The price list that the environment names; undefined without one. */
export async function openPrices(): Promise<PriceList | undefined> {
  const { priceSettings } = await import("../adapters/prices.ts");
  return together({ prices: priceSettings(process.env) }).prices;
}

export type OpenStore = { readonly store: Store; readonly retentionDays: number };

/** The store that these settings name. */
export const openConfiguredStore = async ({
  url,
  retentionDays,
}: StoreSettings): Promise<OpenStore> => ({ store: await openStore(url), retentionDays });
