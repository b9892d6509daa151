import type { RequestListener } from "node:http";

import { HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import type { App, Logger, Receiver } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";

import type { InstallPages } from "./installing.ts";
import type { SlackSettings } from "./settings.ts";

/** What is taken in, or noted, before Bolt sees it; messages are most of what comes. */
const TAKEN_IN: ReadonlySet<unknown> = new Set([
  "message",
  "app_mention",
  "app_uninstalled",
  "tokens_revoked",
  "team_access_revoked",
]);

/** Whether Bolt has a listener for it. */
const isForBolt = (body: { readonly event?: { readonly type?: unknown } }): boolean =>
  !TAKEN_IN.has(body.event?.type);

/** What is to be done once Slack has been told, so that it need not wait for it. */
export type Afterwards = () => Promise<void>;

/** Runs something before Bolt sees an event. Bolt acknowledges events by itself before any listener runs. */
export const before = (
  receiver: Receiver,
  run: (body: unknown) => Promise<Afterwards | undefined>,
  acknowledged: (since: number) => void,
): Receiver => ({
  init: (app) => {
    const processEvent: App["processEvent"] = async (given) => {
      const since = performance.now();
      const ack: typeof given.ack = async (answer) => {
        await given.ack(answer);
        acknowledged(since);
      };
      const event = { ...given, ack };
      const afterwards = await run(event.body);
      await (isForBolt(event.body) ? app.processEvent(event) : event.ack());
      await afterwards?.();
    };
    receiver.init(Object.assign(Object.create(app) as App, { processEvent }));
  },
  start: (...options: unknown[]) => receiver.start(...options),
  stop: (...options: unknown[]) => receiver.stop(...options),
});

/** What Slack sends is far smaller; whoever sends more is refused before the signature is reckoned. */
const MOST_BYTES = 1_000_000;

/** How what happens gets here. */
export type Transport = {
  readonly receiver: Receiver;
  readonly answer?: RequestListener;
  readonly open: (app: App) => Promise<unknown>;
  readonly close: (app: App) => Promise<unknown>;
  readonly isOpen: () => boolean;
};

function overSocket(receiver: SocketModeReceiver): Transport {
  let isOpen = false;
  const { client } = receiver;
  client.on("connected", () => (isOpen = true));
  for (const ended of ["disconnecting", "disconnected", "reconnecting"])
    client.on(ended, () => (isOpen = false));
  return {
    receiver,
    open: (app) => app.start(),
    close: (app) => app.stop(),
    isOpen: () => isOpen,
  };
}

/** The server belongs to the whole process; here is what answers. */
function overHttp(receiver: HTTPReceiver): Transport {
  let isOpen = false;
  return {
    receiver,
    answer: (request, response) => {
      if (!isOpen) return void response.writeHead(503).end();
      try {
        receiver.requestListener(request, response);
      } catch {
        // Bolt knows no such path.
        response.writeHead(404).end();
      }
    },
    open: async () => (isOpen = true),
    close: async () => (isOpen = false),
    isOpen: () => isOpen,
  };
}

export type TransportNeeds = {
  readonly settings: SlackSettings;
  readonly clientOptions: WebClientOptions;
  readonly logger: Logger;
  /** Milliseconds between two sockets. */
  readonly reconnectAfter: number;
  /** The pages on which somebody installs the app, where many do. */
  readonly pages?: InstallPages | undefined;
};

/** The way by which Slack is reached, not open yet. */
export function createTransport({
  settings,
  clientOptions,
  logger,
  reconnectAfter,
  pages,
}: TransportNeeds): Transport {
  if (settings.mode === "socket")
    return overSocket(
      new SocketModeReceiver({
        appToken: settings.appToken,
        logger,
        clientPingTimeout: reconnectAfter,
        installerOptions: { clientOptions },
      }),
    );
  return overHttp(
    new HTTPReceiver({
      ...pages,
      signingSecret: settings.signingSecret,
      endpoints: "/slack/events",
      bodyLimit: MOST_BYTES,
      logger,
      // A failure to keep the event must reach Slack, so that it comes again.
      processEventErrorHandler: async ({ response }) => {
        response.writeHead(503).end();
        return true;
      },
    }),
  );
}
