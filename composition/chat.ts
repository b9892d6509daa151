import { randomUUID } from "node:crypto";

import { clock } from "../adapters/clock.ts";
import { together } from "../adapters/env.ts";
import { languageModelSettings } from "../adapters/language-model/settings.ts";
import { logSettings } from "../adapters/log/settings.ts";
import { priceSettings } from "../adapters/prices.ts";
import { storeSettings } from "../adapters/stores/settings.ts";
import type { Bot, Platform } from "../src/index.ts";
import { openConfiguredStore, openReader } from "./parts.ts";
import type { OpenStore } from "./parts.ts";

/** Whoever has the terminal has the machine, and may pipe as much into it as they like. */
const UNLIMITED = { most: 2 ** 40, every: 1 };

/**
 * The conversation on this terminal. Unless DATABASE_URL says where to keep it, it is kept in memory:
 * who tries it out does not expect to find it on the disk.
 */
export async function chat(): Promise<number> {
  const { stdin: input, stdout: output, env } = process;
  const { model, prices, level, configured } = together({
    model: languageModelSettings(env),
    prices: priceSettings(env),
    level: logSettings(env),
    ...(env["DATABASE_URL"] ? { configured: storeSettings(env) } : {}),
  });
  const [{ startTerminal }, { createBot }, { createLog }, { store, retentionDays }] =
    await Promise.all([
      import("../adapters/terminal/index.ts"),
      import("../src/index.ts"),
      import("../adapters/log/index.ts"),
      configured === undefined ? openMemory() : openConfiguredStore(configured),
    ]);
  const log = await createLog({ output: process.stderr, level, instant: clock.instant });
  const replica = randomUUID();
  const settings = { retentionDays, personMay: UNLIMITED, workspaceMay: UNLIMITED };
  const secondReader = await openReader(model, log);
  const botOn = (terminal: Platform): Bot =>
    createBot({
      store,
      platforms: [terminal],
      clock,
      log,
      replica,
      settings,
      secondReader,
      prices,
    });
  await startTerminal(botOn, { input, output, env, instant: clock.instant });
  await store.close();
  return 0;
}

async function openMemory(): Promise<OpenStore> {
  const { createMemoryStore } = await import("../adapters/stores/memory.ts");
  return { store: createMemoryStore(), retentionDays: 1 };
}
