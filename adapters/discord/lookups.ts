import { helpReply, listOfDecisions, privacyReply } from "../../src/index.ts";
import type { Clock, ConversationKey, Keeping, PriceList, Reply, Store } from "../../src/index.ts";
import type { Channels } from "./channels.ts";
import type { Asked } from "./incoming.ts";
import { inviteLink, listed, maySetUp, missingFrom } from "./permissions.ts";
import { messageOf, placeOf, workspaceOf } from "./places.ts";
import type { Hearing } from "./render.ts";

/** Decisions, and channels with something missing, that are listed at most. */
const MOST_LISTED = 10;
const MOST_CHANNELS = 15;

type Needs = {
  readonly store: Store;
  readonly clock: Clock;
  readonly channels: Channels;
  readonly hearing: () => Hearing;
  readonly keeping: Keeping;
  readonly prices?: PriceList | undefined;
};

const only = (...blocks: Reply["blocks"]): Reply => ({
  purpose: "answer",
  visibleTo: "sender",
  blocks,
});
const text = (words: string) => ({ kind: "text", text: [words] }) as const;

const SAYS_HOW: Readonly<Record<Hearing, string>> = {
  everything: "In my threads I hear every message, so nobody has to mention me there.",
  addressed:
    "I hear only what is addressed to me: mentions, replies to my messages, buttons and forms. To let me hear every answer in my threads, turn on “Message Content Intent” under “Bot” in Discord's developer portal and start me again.",
};

/** What only whoever asks for it sees. */
export function createLookups({ store, clock, channels, hearing, keeping, prices }: Needs) {
  async function linkTo(key: ConversationKey): Promise<string> {
    const [first] = await store.deliveries.of(key);
    const { channel, root, isCommand } = placeOf(key);
    const guild = key.workspace === channel ? "@me" : key.workspace;
    const thread = isCommand ? messageOf(first?.message ?? "").message : root;
    return `https://discord.com/channels/${guild}/${thread ?? channel}`;
  }

  async function decisions({ where, from }: Asked): Promise<Reply> {
    const member = { platform: "discord", workspace: workspaceOf(where), person: from.id };
    const found = await store.conversations.recent(member, MOST_LISTED);
    const links = new Map(
      await Promise.all(
        found.map(async ({ conversation: key }) => [key.thread, await linkTo(key)] as const),
      ),
    );
    const asking = { today: clock.instant().slice(0, 10), prices };
    return listOfDecisions(found, asking, ({ thread }) => links.get(thread));
  }

  /** What the bot may do, channel by channel, and what to click where something is missing. */
  function setup({ where, mayDo, weMayDo, application }: Asked): Reply {
    if (where.guild === undefined)
      return only(text("There is nothing to set up here: in direct messages I may do all I need."));
    if (!maySetUp(mayDo))
      return only(text("Only somebody with “Manage Server” can look at the setup. Ask them to."));
    const all = channels.checked(where.guild);
    const lacking = all.filter(({ missing }) => missing.length > 0);
    const here = weMayDo === undefined ? [] : missingFrom(weMayDo);
    const fine = all.length - lacking.length;
    return only(
      { kind: "heading", text: "Setup" },
      ...(here.length === 0
        ? [text("In this channel I may do all I need.")]
        : [text(`In this channel something is missing: ${listed(here)}.`)]),
      ...(lacking.length === 0
        ? []
        : [
            text(
              "To mend it: open the channel's settings (“Edit Channel”), “Permissions”, add the role “Tuning Fork”, and allow what is named here.",
            ),
            {
              kind: "list",
              ordered: false,
              items: lacking
                .slice(0, MOST_CHANNELS)
                .map(({ name, missing }) => [{ bold: `#${name}` }, `: ${listed(missing)}`]),
            } as const,
          ]),
      ...(all.length === 0
        ? []
        : [
            text(
              `${fine} of ${all.length} channels are fine${lacking.length > MOST_CHANNELS ? `; the first ${MOST_CHANNELS} others stand above` : ""}.`,
            ),
          ]),
      text(SAYS_HOW[hearing()]),
      {
        kind: "note",
        text: [
          `What I keep goes ${keeping.retentionDays} days after its last change. `,
          { link: "Invite me anew with all I need", to: inviteLink(application) },
        ],
      },
    );
  }

  return async (show: string, asked: Asked): Promise<Reply> => {
    switch (show) {
      case "list":
        return decisions(asked);
      case "setup":
        return setup(asked);
      case "privacy":
        return privacyReply(keeping);
      default:
        return helpReply(keeping.reader);
    }
  };
}
