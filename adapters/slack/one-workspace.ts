import type { WebClientOptions } from "@slack/web-api";

import type { Clock, Store } from "../../src/index.ts";
import type { Workspaces } from "./access.ts";
import { SlackClient } from "./client.ts";
import { unlessRefused } from "./refusal.ts";

type Needs = {
  readonly token: string;
  readonly clientOptions: WebClientOptions;
  readonly store: Store;
  readonly clock: Clock;
};

/** The one workspace that a token is known of. */
export function createOneWorkspace({ token, clientOptions, store, clock }: Needs): Workspaces {
  const client = new SlackClient(token, clientOptions);
  let ownUser = "";
  let url: string | undefined;
  return {
    accessTo: async () => ({ client, token, ownUser, url: async () => url }),
    ownUser: () => ownUser,
    stop: async () => undefined,
    start: async () => {
      const tested = await unlessRefused(client.auth.test());
      ownUser = tested.user_id ?? "";
      url = tested.url;
      // It may have been taken away before, and installed again with a token that is good.
      if (tested.team_id !== undefined)
        await store.installations.present(
          { platform: "slack", workspace: tested.team_id },
          clock.now(),
        );
    },
  };
}
