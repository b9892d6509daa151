import { bold, list, note, text } from "../../chat/reply.ts";
import type { Block, Reply } from "../../chat/reply.ts";
import { ALTERNATIVES } from "../../decision/alternatives.ts";
import type { Assessment } from "../../decision/assess.ts";
import type { KnownFact } from "../../decision/evidence.ts";
import { sayFact } from "../../decision/phrasing.ts";
import { percent, reply } from "./parts.ts";
import { retrievalBlocks, tableOf } from "./result.ts";

const moved = (from: number, to: number): string =>
  Math.round(from * 100) === Math.round(to * 100)
    ? `still ${percent(to)}`
    : `${percent(from)} to ${percent(to)}`;

/** Only what differs between two assessments. */
function changes(was: Assessment, is: Assessment): readonly Block[] {
  const best = is.recommendation;
  const { name } = ALTERNATIVES[best];
  const verdict =
    best === was.recommendation
      ? `The recommendation stays ${name} (${moved(was.probabilities[best], is.probabilities[best])}).`
      : `That changes it: ${name} instead of ${ALTERNATIVES[was.recommendation].name} (${name}: ${moved(was.probabilities[best], is.probabilities[best])}).`;
  const known = new Set(was.reasons.map((reason) => reason.text));
  const fresh = is.reasons.filter((reason) => !known.has(reason.text)).slice(0, 2);
  const rows = is.comparison.flatMap((row, at) => {
    const old = was.comparison[at];
    return old === undefined ||
      (old.favours === row.favours &&
        old.fineTuning === row.fineTuning &&
        old.promptEngineering === row.promptEngineering)
      ? []
      : [row];
  });
  const gates = is.gates.filter(
    ({ why: reason }) => !was.gates.some((gate) => gate.why === reason),
  );
  return [
    text(bold(verdict)),
    ...gates.map(({ why: reason }) =>
      text(bold("Ruled out for now"), `: training, alone or with a prompt. ${reason}`),
    ),
    ...(fresh.length > 0 ? [list(fresh.map((reason) => reason.text))] : []),
    ...(rows.length > 0 ? [tableOf("What changes in the comparison", rows)] : []),
    ...(is.retrieval.way === was.retrieval.way || is.retrieval.way === "none"
      ? []
      : retrievalBlocks(is)),
  ];
}

export const whatIf = (facts: readonly KnownFact[], was: Assessment, is: Assessment): Reply =>
  reply(
    "answer",
    text(`Suppose: ${facts.map(({ fact, value }) => sayFact(fact, value)).join("; ")}.`),
    ...changes(was, is),
    { kind: "actions", choices: [{ label: "Keep this change", token: "keep" }] },
    note("Nothing is changed unless you say “keep”."),
  );

export const whatIfUnread = (): Reply =>
  reply(
    "notice",
    text(
      "I could not read what should be different. For example: what if we had only 200 examples?",
    ),
  );

export const changed = (was: Assessment, is: Assessment): Reply =>
  reply("answer", ...changes(was, is), note("Say “plan” or “compare” for the whole."));
