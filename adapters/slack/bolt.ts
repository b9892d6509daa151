import { createRequire } from "node:module";

import type * as bolt from "@slack/bolt";

// What is used of Bolt. Its front door also loads Express and more that is for others, which takes a
// twentieth of the time of a start.
const load = createRequire(import.meta.url);

export const { default: App, LogLevel } = load("@slack/bolt/dist/App.js") as {
  readonly default: typeof bolt.App;
  readonly LogLevel: typeof bolt.LogLevel;
};

export const { default: HTTPReceiver } = load("@slack/bolt/dist/receivers/HTTPReceiver.js") as {
  readonly default: typeof bolt.HTTPReceiver;
};

export const { default: SocketModeReceiver } = load(
  "@slack/bolt/dist/receivers/SocketModeReceiver.js",
) as { readonly default: typeof bolt.SocketModeReceiver };
