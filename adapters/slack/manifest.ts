import { readFileSync } from "node:fs";

import { z } from "zod";

const MANIFEST = new URL(
  import.meta.url.includes("/dist/") ? "../../../adapters/slack/manifest.json" : "manifest.json",
  import.meta.url,
);
const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** The scopes that the app's manifest names. */
export const neededScopes = (): readonly string[] =>
  Manifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8"))).oauth_config.scopes.bot;
