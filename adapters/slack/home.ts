import { homePage, listOfDecisions } from "../../src/index.ts";
import type { Clock, ConversationKey, Keeping, PriceList, Reply, Store } from "../../src/index.ts";
import type { Workspaces } from "./access.ts";
import { placeOf } from "./incoming.ts";
import { renderLadder } from "./render.ts";

/** Decisions that are listed at most. */
const MOST_LISTED = 10;

type Needs = {
  readonly workspaces: Workspaces;
  readonly store: Store;
  readonly clock: Clock;
  readonly keeping: Keeping;
  readonly prices?: PriceList | undefined;
};

/** Somebody of a workspace. */
type Whose = { readonly workspace: string; readonly user: string };

export type Home = {
  /** Shows somebody their page of the app. */
  readonly publish: (whose: Whose) => Promise<void>;
  /** Somebody's last decisions. */
  readonly list: (whose: Whose) => Promise<Reply>;
};

/** What somebody sees of the bot by themselves: the page of the app, and the list of their decisions. */
export function createHome({ workspaces, store, clock, keeping, prices }: Needs): Home {
  /** Where a decision stands in Slack, at the workspace's own address. */
  async function linkTo(
    conversation: ConversationKey,
    url: string | undefined,
  ): Promise<string | undefined> {
    const [first] = await store.deliveries.of(conversation);
    const [channel = "", ts] = first?.message.split(":") ?? [];
    const root = placeOf(conversation).root ?? ts;
    return url === undefined || root === undefined || channel === ""
      ? undefined
      : `${url}archives/${channel}/p${root.replace(".", "")}`;
  }

  async function decisionsOf({ workspace, user }: Whose) {
    const listed = await store.conversations.recent(
      { platform: "slack", workspace, person: user },
      MOST_LISTED,
    );
    const access = await workspaces.accessTo({ workspace });
    const url = await access?.url();
    const links = new Map(
      await Promise.all(
        listed.map(
          async ({ conversation }) =>
            [conversation.thread, await linkTo(conversation, url)] as const,
        ),
      ),
    );
    return { access, listed, linkOf: ({ thread }: ConversationKey) => links.get(thread) };
  }

  const asking = () => ({ today: clock.instant().slice(0, 10), prices });

  return {
    publish: async (whose) => {
      const { access, listed, linkOf } = await decisionsOf(whose);
      const [page] = renderLadder(homePage(listed, asking(), linkOf, keeping));
      await access?.client.views.publish({
        user_id: whose.user,
        view: { type: "home", blocks: [...(page?.blocks ?? [])] },
      });
    },
    list: async (whose) => {
      const { listed, linkOf } = await decisionsOf(whose);
      return listOfDecisions(listed, asking(), linkOf);
    },
  };
}
