import type { KnownBlock } from "@slack/types";

import { CONTINUE } from "./incoming.ts";
import { ACTION_PREFIX } from "./render.ts";

/** How long the answer to somebody who is no fellow member may take, in milliseconds. */
const TIMEOUT = 5000;

/** What to do where the bot is not a member, for the one person who asked there. */
export function notAMember(
  channel: string,
  thread: string,
): { readonly text: string; readonly blocks: readonly KnownBlock[] } {
  const text = `I am not a member of <#${channel}>, so I cannot post there. Type “/invite @Tuning Fork” in it and ask again, or go on with me in a direct message.`;
  return {
    text,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text } },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: `${ACTION_PREFIX}:continue`,
            text: { type: "plain_text", text: "Continue in a DM", emoji: false },
            value: `${CONTINUE}${thread}`,
          },
        ],
      },
    ],
  };
}

/**
 * Answers somebody by the address that came with what they did.
 *
 * @throws when Slack does not take it; the address is good for half an hour
 */
export async function answerAt(
  url: string,
  message: { readonly text: string; readonly blocks: readonly KnownBlock[] },
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response_type: "ephemeral", ...message }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok) throw new Error(`Slack did not take an answer (${response.status}).`);
}
