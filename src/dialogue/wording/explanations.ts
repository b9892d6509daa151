import { bold, heading, list, note, text } from "../../chat/reply.ts";
import type { Inline, Reply, Text } from "../../chat/reply.ts";
import type { Assessment } from "../../decision/assess.ts";
import { sentence } from "../../decision/phrasing.ts";
import { FINDINGS } from "../../knowledge/findings.ts";
import type { FindingId } from "../../knowledge/findings.ts";
import type { Entry as GlossaryEntry } from "../../knowledge/glossary.ts";
import {
  DOCUMENT,
  FEATURES,
  STATEMENTS,
  difference,
  statementsAbout,
} from "../../knowledge/statements.ts";
import type { Statement } from "../../knowledge/statements.ts";
import { quoted, reply } from "./parts.ts";

/** What the document says of the two side by side. */
const plainly = (kind: Statement["kind"]): readonly Text[] =>
  statementsAbout("both", kind)
    .filter(({ feature }) => feature === undefined)
    .map(({ text: words }) => [words]);

/** The document itself: what the two are, how they differ, and when to use each. */
export const differences = (): Reply => {
  return reply(
    "answer",
    heading(DOCUMENT.title),
    list([...plainly("definition"), ...plainly("difference")]),
    {
      kind: "table",
      caption: "Key differences",
      columns: ["Feature", "Fine-tuning", "Prompt engineering"],
      rows: FEATURES.map((feature) => [
        feature,
        difference(feature, "fine-tuning")?.text ?? "",
        difference(feature, "prompt-engineering")?.text ?? "",
      ]),
    },
    text(bold("When to use each")),
    list([
      ...statementsAbout("fine-tuning", "when").map((one): Text => [
        bold("Fine-tuning"),
        `: ${one.text}`,
      ]),
      ...statementsAbout("prompt-engineering", "when").map((one): Text => [
        bold("Prompt engineering"),
        `: ${one.text}`,
      ]),
      ...statementsAbout("both", "when").map((one): Text => [bold("Both"), `: ${one.text}`]),
    ]),
    note(
      `From “${DOCUMENT.title}”, ${DOCUMENT.date}. Ask “what is fine-tuning?” for what has been found out since.`,
    ),
  );
};

/** The findings behind an assessment, each once, the most used first. */
export function findingsOf({
  reasons,
  gates,
  plan: steps,
  retrieval,
}: Assessment): readonly FindingId[] {
  return [
    ...new Set([
      ...gates.flatMap(({ findings }) => findings),
      ...reasons.flatMap(({ findings }) => findings),
      ...(retrieval.way === "none" ? [] : retrieval.findings),
      ...steps.flatMap(({ findings }) => findings),
    ]),
  ];
}

const cite = (id: FindingId): Text => {
  const { finding, source, year, url, note: caveat } = FINDINGS[id];
  const where: Inline =
    url === undefined ? `${source}, ${year}` : { link: `${source}, ${year}`, to: url };
  return [`${finding} (`, where, caveat === undefined ? ")" : `; ${caveat})`];
};

const MOST_SOURCES = 8;

export const sources = (assessment: Assessment): Reply => {
  const ids = findingsOf(assessment);
  return reply(
    "answer",
    text(bold("The findings behind this")),
    list(
      ids.slice(0, MOST_SOURCES).map((id): Text => [bold(FINDINGS[id].claim), ": ", ...cite(id)]),
    ),
    note(
      `${ids.length > MOST_SOURCES ? `The ${MOST_SOURCES} that weigh most of ${ids.length}; “export” lists all. ` : ""}The key differences follow “${DOCUMENT.title}” (${DOCUMENT.date}).`,
    ),
  );
};

/** Plain citations for a document. */
export const citations = (assessment: Assessment): readonly string[] =>
  findingsOf(assessment).map((id) => {
    const { finding, source, year, url } = FINDINGS[id];
    return `${finding} (${source}, ${year}${url === undefined ? "" : `, ${url}`})`;
  });

export const definition = ({ term, definition: words, finding, subject }: GlossaryEntry): Reply => {
  const said = STATEMENTS.filter(
    ({ about, kind }) => about === subject && kind !== "definition" && kind !== "difference",
  );
  return reply(
    "answer",
    text(bold(sentence(term)), `: ${words}`),
    ...(said.length > 0 ? [list(said.map(sayStatement))] : []),
    ...(finding === undefined ? [] : [note("Found: ", ...cite(finding))]),
  );
};

const KIND = {
  definition: "What it is",
  advantage: "For it",
  disadvantage: "Against it",
  difference: "Difference",
  when: "When",
} as const;

const sayStatement = ({ kind, text: words, qualifiedBy }: Statement): Text => [
  bold(KIND[kind]),
  `: ${words}`,
  ...(qualifiedBy[0] === undefined ? [] : [` ${qualifiedBy[0].how}`]),
];

export const notDefined = (words: string): Reply =>
  reply(
    "notice",
    text(
      `I have no definition of ${quoted(words)}. I explain words such as fine-tuning, prompt engineering, retrieval, token or LoRA.`,
    ),
  );

const TOGETHER = {
  Cost: "what both cost, the prompt first; training follows only if it pays.",
  Time: "the prompt is live first; training takes its weeks behind it.",
} as const;

/** Cost or time, from the comparison and the document, with what newer findings add. */
export const aspect = (feature: "Cost" | "Time", assessment: Assessment): Reply => {
  const row = assessment.comparison.find(({ criterion }) => criterion === feature);
  const statements = STATEMENTS.filter(
    (statement) => statement.feature === feature && statement.qualifiedBy.length > 0,
  );
  const findings = statements.flatMap(({ qualifiedBy }) => qualifiedBy);
  return reply(
    "answer",
    text(bold(feature)),
    list([
      [bold("Prompt engineering"), `: ${row?.promptEngineering ?? ""}`],
      [bold("Fine-tuning"), `: ${row?.fineTuning ?? ""}`],
      [bold("Both"), `: ${TOGETHER[feature]}`],
    ]),
    ...(findings.length > 0
      ? [
          list(
            findings.slice(0, 3).map(({ finding, how }): Text => {
              const { source, year } = FINDINGS[finding];
              return [how, ` (${source}, ${year})`];
            }),
          ),
        ]
      : []),
  );
};
