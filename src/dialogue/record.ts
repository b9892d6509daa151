import { ALTERNATIVES, ALTERNATIVE_IDS } from "../decision/alternatives.ts";
import type { Assessment } from "../decision/assess.ts";
import { FACTS, FACT_IDS } from "../decision/facts.ts";
import { lastWords } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { citations, sayEntry, sayVerdict } from "./wording/index.ts";

/** A person's words inside Markdown: nothing in them is markup, and a table cell stays one cell. */
const escaped = (words: string): string =>
  words.replaceAll(/[\\`*_{}[\]<>#|~]/g, String.raw`\$&`).replaceAll(/\s+/g, " ");

const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");

const section = (title: string, body: string): readonly string[] =>
  body === "" ? [] : [`## ${title}`, body];

/**
 * The decision as a Markdown document that stands by itself: what was asked, what is known and from
 * whom, the verdict with its probability, why, what would change it, the plan and the sources.
 */
export function decisionRecord(
  conversation: Conversation,
  assessment: Assessment,
  at: string,
): string {
  const { probabilities, reasons, flips, plan, comparison, retrieval, gates, evidence } =
    assessment;
  const open = FACT_IDS.filter(
    (fact) => evidence[fact] === undefined && FACTS[fact].asking !== "never",
  );
  return `${[
    "# Decision record: fine-tuning or prompt engineering",
    `Made by Tuning Fork on ${at.slice(0, 10)}. The same facts give the same result.`,
    ...section("The case", `> ${escaped(conversation.subject)}`),
    ...section(
      "Recommendation",
      `**${sayVerdict(assessment)}**\n\n${bullets(
        ALTERNATIVE_IDS.map(
          (id) =>
            `${ALTERNATIVES[id].name}: best in ${Math.round(probabilities[id] * 100)} % of 1,024 imagined versions of this case`,
        ),
      )}`,
    ),
    ...section(
      "Ruled out for now",
      bullets(gates.map(({ why, asOf }) => `Fine-tuning: ${why} (as of ${asOf})`)),
    ),
    ...section(
      "Reasons",
      bullets(
        reasons.map(({ favours, text }) => `${escaped(text)} (for ${ALTERNATIVES[favours].name})`),
      ),
    ),
    ...section("Facts from outside", retrieval.why),
    ...section("What would change it", bullets(flips.map(({ text }) => text))),
    ...section(
      "Comparison",
      [
        "| Feature | Prompt engineering | Fine-tuning |",
        "|---|---|---|",
        ...comparison.map(
          (row) =>
            `| ${row.criterion} | ${escaped(row.promptEngineering)} | ${escaped(row.fineTuning)} |`,
        ),
      ].join("\n"),
    ),
    ...section(
      "Plan",
      plan.map(({ when, what }, index) => `${index + 1}. **${when}:** ${what}`).join("\n"),
    ),
    ...section(
      "What is known",
      bullets([...lastWords(conversation).values()].map((entry) => escaped(sayEntry(entry)))),
    ),
    ...section(
      "What was assumed",
      open.length === 0
        ? ""
        : `What is usual for: ${open.map((fact) => FACTS[fact].name.toLowerCase()).join(", ")}.`,
    ),
    ...section("Sources", bullets(citations(assessment))),
  ].join("\n\n")}\n`;
}
