import { readFileSync } from "node:fs";

import type { ConversationKey, Incoming } from "../src/index.ts";
import type { Chance } from "./chance.ts";

/** What people say, in one conversation: who, and in which words. */
const FOLLOW_UPS = [
  "8,000 labelled examples",
  "not sure",
  "why?",
  "what if we had only 200 examples?",
  "keep",
  "nobody here has trained a model",
  "prompting falls a little short",
  "compare",
  "plan",
  "undo",
  "not 500, 5000",
  "decide now",
  "what would change it?",
  "it changes every week",
  "thanks",
  "what do you know?",
];

/** Said among people, beside the bot. */
const CHATTER = ["lunch at noon?", "ha, nice one", "see you tomorrow", "what a game last night"];

const PLATFORMS = ["slack", "discord"];
const WORKSPACES = ["W1", "W2", "W3"];

const CASES: readonly string[] = readFileSync(
  new URL("../test/cases/published.jsonl", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => (JSON.parse(line) as { readonly text: string }).text);

/** An event before it happens: its instant is when it is first sent. */
type Line = Pick<Incoming & { readonly kind: "mention" }, "event" | "from" | "text"> & {
  readonly kind: "mention" | "message";
};
export type Script = { readonly conversation: ConversationKey; readonly lines: readonly Line[] };

/** So many conversations of so many events each. */
export function writeScripts(chance: Chance, conversations: number, events: number): Script[] {
  return Array.from({ length: conversations }, (_, at) => {
    const line = (index: number): Line => {
      const isChatter = index > 0 && chance.share(0.1);
      const from = chance.of(["Dana", "Lee", "Robin"]);
      return {
        event: `E${at}.${index}`,
        // People of their own in each, so that none of them does more than people may.
        from: { id: `${from} in ${at}`, name: from },
        kind: isChatter ? "message" : "mention",
        text: chance.of(index === 0 ? CASES : isChatter ? CHATTER : FOLLOW_UPS),
      };
    };
    return {
      conversation: {
        platform: PLATFORMS[at % PLATFORMS.length] ?? "",
        workspace: chance.of(WORKSPACES),
        // Threads of the same name on both platforms are two threads.
        thread: `thread ${Math.floor(at / PLATFORMS.length)}`,
      },
      lines: Array.from({ length: events }, (__, index) => line(index)),
    };
  });
}
