import { bold, heading, list, note, text } from "../../chat/reply.ts";
import type { Block, Reply, Text } from "../../chat/reply.ts";
import { ALTERNATIVES } from "../../decision/alternatives.ts";
import type { Alternative } from "../../decision/alternatives.ts";
import type { Assessment, Confidence } from "../../decision/assess.ts";
import type { KnownFact } from "../../decision/evidence.ts";
import { FACTS } from "../../decision/facts.ts";
import { sentence } from "../../decision/phrasing.ts";
import type { Step } from "../../decision/plan.ts";
import type { Reason } from "../../decision/reasons.ts";
import { isSpare } from "../../decision/simulation.ts";
import { FINDINGS } from "../../knowledge/findings.ts";
import { DOCUMENT } from "../../knowledge/statements.ts";
import { findingsOf } from "./explanations.ts";
import { understood } from "./facts.ts";
import { percent, reply, sayProbabilities, sayVerdict } from "./parts.ts";

/** Too weak to be worth a line. */
const FAINT = 0.1;

const speakingFor = (reasons: readonly Reason[], id: Alternative): readonly Reason[] =>
  reasons
    .filter(({ effect }) => effect[id] > FAINT)
    .toSorted((one, another) => another.effect[id] - one.effect[id]);

const speakingAgainst = (reasons: readonly Reason[], id: Alternative): readonly Reason[] =>
  reasons
    .filter(({ effect }) => effect[id] < -FAINT)
    .toSorted((one, another) => one.effect[id] - another.effect[id]);

const MOST_FOR = 3;

const MOST_AGAINST = 2;

const supporting = ({ reasons, recommendation }: Assessment): readonly Reason[] =>
  speakingFor(reasons, recommendation);

const opposing = ({ reasons, recommendation }: Assessment): readonly Reason[] =>
  speakingAgainst(reasons, recommendation);

const reasonBlocks = (assessment: Assessment, most = MOST_FOR): readonly Block[] => {
  const pro = supporting(assessment).slice(0, most);
  const contra = opposing(assessment).slice(0, MOST_AGAINST);
  return [
    ...(pro.length > 0 ? [text(bold("Why")), list(pro.map((reason) => reason.text))] : []),
    ...(contra.length > 0
      ? [text(bold("What speaks against it")), list(contra.map((reason) => reason.text))]
      : []),
  ];
};

const gateBlocks = ({ gates }: Assessment): readonly Block[] =>
  gates.map(({ why, asOf }) =>
    text(bold("Ruled out for now"), `: training, alone or with a prompt. ${why} (as of ${asOf})`),
  );

const BAND: Readonly<Record<Confidence, string>> = {
  lean: "That is a lean, not more",
  likely: "That is likely, not certain",
  clear: "That is clear",
};

const certainty = ({ probabilities, confidence, gates, missing }: Assessment): Block =>
  text(
    `Probability of coming out best: ${sayProbabilities(probabilities)}. ${BAND[confidence]}${
      confidence === "lean" && missing.length > 0
        ? `; it would help most to know: ${missing.map((fact) => FACTS[fact].name.toLowerCase()).join(", ")}.`
        : gates.length > 0
          ? ", for as long as the reason below holds."
          : "."
    }`,
  );

const FAVOURS = {
  "prompt-engineering": "prompt",
  "fine-tuning": "fine-tuning",
  neither: "even",
} as const;

const COMPARED = ["Feature", "Prompt engineering", "Fine-tuning", "Better here"] as const;

/** Rows of the comparison of the two methods. */
export const tableOf = (caption: string, rows: Assessment["comparison"]): Block => ({
  kind: "table",
  caption,
  columns: COMPARED,
  rows: rows.map((row) => [
    row.criterion,
    row.promptEngineering,
    row.fineTuning,
    FAVOURS[row.favours],
  ]),
});

const comparisonTable = ({ comparison }: Assessment): Block =>
  tableOf("Compared for your case", comparison);

const sayStep = ({ when, what }: Step): Text => [bold(when), `: ${what}`];

const planBlocks = ({ plan }: Assessment): readonly Block[] => [
  text(bold("Plan")),
  list(plan.map(sayStep), true),
];

const flipBlocks = ({ flips }: Assessment): readonly Block[] => [
  text(bold("What would change it")),
  flips.length === 0
    ? text("No one answer, and no two together, that I know of.")
    : list(flips.map((flip) => flip.text)),
];

export const retrievalBlocks = ({ retrieval }: Assessment): readonly Block[] =>
  retrieval.way === "none" ? [] : [text(bold("Besides"), `: ${retrieval.why}`)];

const MOST_ASSUMED = 5;

const assumption = ({ assumed }: Assessment): readonly Block[] => {
  if (assumed.length === 0) return [];
  const names = assumed.slice(0, MOST_ASSUMED).map((fact) => FACTS[fact].name.toLowerCase());
  return [
    note(
      `Not known, so I reckoned with what is usual: ${names.join(", ")}${assumed.length > MOST_ASSUMED ? " and less weighty things" : ""}.`,
    ),
  ];
};

const MOST_NAMED = 3;

/** Where the findings that weigh most come from. */
const sourcesInShort = (assessment: Assessment): readonly Block[] => {
  const named = findingsOf(assessment).slice(0, MOST_NAMED);
  if (named.length === 0) return [];
  return [
    note(
      `Sources: ${named.map((id) => `${FINDINGS[id].source}, ${FINDINGS[id].year}`).join("; ")}.`,
    ),
  ];
};

/** The whole result: verdict first, then why, what would change it, the comparison and the plan. */
const result = (assessment: Assessment, ...closing: readonly Block[]): readonly Reply[] => [
  reply(
    "recommendation",
    heading(sayVerdict(assessment)),
    text(sentence(ALTERNATIVES[assessment.recommendation].gloss), "."),
    certainty(assessment),
    ...gateBlocks(assessment),
    ...reasonBlocks(assessment),
    ...retrievalBlocks(assessment),
    ...flipBlocks(assessment),
  ),
  reply(
    "recommendation",
    comparisonTable(assessment),
    ...planBlocks(assessment),
    ...assumption(assessment),
    ...sourcesInShort(assessment),
    ...closing,
  ),
];

export const recommendation = (assessment: Assessment): readonly Reply[] =>
  result(
    assessment,
    note(
      "Ask on: “why not fine-tuning?”, “what if we had only 200 examples?”, “sources”, “export”.",
    ),
    {
      kind: "actions",
      choices: [
        { label: "Why", token: "why" },
        { label: "Change an answer", token: "known" },
        { label: "Show in channel", token: "share" },
        { label: "Sources", token: "sources" },
        { label: "Export", token: "export" },
        { label: "Table as a file", token: "table" },
        { label: "Delete", token: "delete" },
      ],
    },
    {
      kind: "feedback",
      helpful: { label: "This helped", token: "feedback:helpful" },
      unhelpful: { label: "This did not help", token: "feedback:unhelpful" },
    },
  );

/** Everything at once, for somebody who asked in one go and will not be asked back. */
export const oneShot = (
  read: readonly (KnownFact & { readonly quote?: string })[],
  assessment: Assessment,
): readonly Reply[] => {
  const next = assessment.nextQuestion?.fact;
  const told = read.filter(({ fact }) => !isSpare(fact, assessment.evidence));
  return [
    told.length === 0
      ? reply(
          "understood",
          text("I could not read any facts from that, so this rests on what is usual."),
        )
      : understood(told),
    ...result(assessment),
    ...(next === undefined
      ? []
      : [reply("answer", text(bold("It would help most to know"), `: ${FACTS[next].question}`))]),
  ];
};

export const compare = (assessment: Assessment): Reply =>
  reply(
    "answer",
    comparisonTable(assessment),
    note(
      `After “${DOCUMENT.title}” (${DOCUMENT.date}), read for your case. Both can be combined, the prompt first.`,
    ),
  );

/** A cell as RFC 4180 has it. */
const csvCell = (words: string): string => `"${words.replaceAll('"', '""')}"`;

/** The comparison as a file that spreadsheets read. */
export const tableFile = (name: string, { comparison }: Assessment): Reply => {
  const rows = comparison.map((row) => [
    row.criterion,
    row.promptEngineering,
    row.fineTuning,
    FAVOURS[row.favours],
  ]);
  const lines = [COMPARED, ...rows].map((row) => row.map(csvCell).join(","));
  return reply("answer", text("Here is the comparison, as a table for a spreadsheet."), {
    kind: "file",
    name,
    content: `${lines.join("\r\n")}\r\n`,
  });
};

export const plan = (assessment: Assessment): Reply => reply("answer", ...planBlocks(assessment));

export const whatWouldChange = (assessment: Assessment): Reply =>
  reply("answer", ...flipBlocks(assessment));

const EVERY_REASON = 6;

export const why = (assessment: Assessment): Reply =>
  reply(
    "answer",
    text(
      `${sayVerdict(assessment)} (${percent(assessment.probabilities[assessment.recommendation])}).`,
    ),
    ...gateBlocks(assessment),
    ...reasonBlocks(assessment, EVERY_REASON),
    ...retrievalBlocks(assessment),
    note("Say “sources” for the studies behind this."),
  );

/** Why an alternative was not recommended, or that it was. */
export const whyNot = (assessment: Assessment, alternative: Alternative): Reply => {
  const { recommendation: best, probabilities, reasons, gates, flips } = assessment;
  const { name } = ALTERNATIVES[alternative];
  if (alternative === best)
    return reply(
      "answer",
      text(
        `${sentence(name)} is ahead, with ${percent(probabilities[best])}. What speaks against it:`,
      ),
      ...(opposing(assessment).length === 0
        ? [text("Nothing that you told me.")]
        : [list(opposing(assessment).map((reason) => reason.text))]),
    );
  const against = speakingAgainst(reasons, alternative).slice(0, MOST_FOR);
  const inFavour = speakingFor(reasons, alternative).slice(0, MOST_AGAINST);
  const turning = flips.filter((flip) => flip.recommendation === alternative);
  const closed = gates.filter(({ rulesOut }) => rulesOut.includes(alternative));
  return reply(
    "answer",
    text(
      `${sentence(name)} comes out best in ${percent(probabilities[alternative])} of cases like yours; ${ALTERNATIVES[best].name} in ${percent(probabilities[best])}.`,
    ),
    ...closed.map(({ why: reason, asOf }) =>
      text(bold("Ruled out for now"), `: ${reason} (as of ${asOf})`),
    ),
    ...(against.length > 0
      ? [text(bold("Against it")), list(against.map((reason) => reason.text))]
      : []),
    ...(inFavour.length > 0
      ? [text(bold("For it")), list(inFavour.map((reason) => reason.text))]
      : []),
    ...(turning.length > 0
      ? [text(bold("It would win")), list(turning.map((flip) => flip.text))]
      : []),
  );
};
