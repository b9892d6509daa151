import { bold, heading, list, text } from "../../chat/reply.ts";
import type { Block, Reply, Text } from "../../chat/reply.ts";
import { quoted, reply } from "./parts.ts";
import { secondReader } from "./talk.ts";

/** One line of the list of somebody's decisions. */
export type Decision = {
  readonly subject: string;
  readonly state: string;
  /** The day of the last word on it, as YYYY-MM-DD. */
  readonly on: string;
  readonly link?: string;
};

const decisionList = (listed: readonly Decision[]): Block =>
  listed.length === 0
    ? text("None yet. Describe a case, and it will stand here.")
    : list(
        listed.map(({ subject, state, on, link }): Text => [
          link === undefined ? quoted(subject) : { link: quoted(subject), to: link },
          ` ${state}, ${on}`,
        ]),
      );

export const decisions = (listed: readonly Decision[]): Reply =>
  reply("answer", text(bold("Your last decisions")), decisionList(listed));

/** What becomes of what people say. */
export type Keeping = {
  /** For how long what is stored is kept after its last change. */
  readonly retentionDays: number;
  /** Where a language model also reads what is said, if one is set up. */
  readonly reader?: string | undefined;
};

export const home = (listed: readonly Decision[], keeping: Keeping): Reply =>
  reply(
    "welcome",
    heading("Fine-tune, engineer the prompt, or both?"),
    text(
      "Describe what you want a language model to do. I ask a few questions in a thread, where everybody can answer, and then say what I would do, how sure I am, and why.",
    ),
    { kind: "actions", choices: [{ label: "Start a decision", token: "start" }] },
    text(bold("Your last decisions")),
    decisionList(listed),
    ...keptBlocks(keeping),
  );

/** What is kept of what people say, for whoever asks. */
export const privacy = (keeping: Keeping): Reply => reply("answer", ...keptBlocks(keeping));

const keptBlocks = ({ retentionDays, reader }: Keeping): readonly Block[] => [
  text(bold("What I keep")),
  text(
    `Of a decision I keep the description, the answers and ratings with who gave them and when, and nothing else that is said around them. It goes ${retentionDays} days after its last change, or at once when whoever began it says “delete”; “delete all my decisions” does that for every one of theirs. I read by rules, and ${reader === undefined ? "no language model sees your words." : "what the rules miss, a language model may find."}`,
  ),
  ...(reader === undefined ? [] : [text(secondReader(reader))]),
];

export const record = (name: string, content: string): Reply =>
  reply("answer", text("Here is the decision record, as Markdown."), {
    kind: "file",
    name,
    content,
  });
