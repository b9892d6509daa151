import { bold, list, note, text } from "../../chat/reply.ts";
import type { Reply, Text } from "../../chat/reply.ts";
import type { Evidence } from "../../decision/facts.ts";
import { sayAmount, sayNumber } from "../../decision/phrasing.ts";
import type { Terms } from "../../money/terms.ts";
import { timesOf } from "../../money/times.ts";
import type { RouteTimes } from "../../money/times.ts";
import { reply } from "./parts.ts";

type Days = RouteTimes["inProduction"];

const days = ({ low, high }: Days): string =>
  low === high ? sayNumber(low) : `${sayNumber(low)} to ${sayNumber(high)}`;

const sayTimes = (what: string, { firstResult, inProduction }: RouteTimes): Text => [
  bold(what),
  `: a first result after ${days(firstResult)} working days, in use after ${days(inProduction)}.`,
];

const WEEKS = { one: "week", many: "weeks" } as const;

/** How long both routes take, in working days from now, beside the time there is. */
export function time(terms: Terms, { weeksToLaunch }: Evidence): Reply {
  const { prompting, tuning } = timesOf(terms);
  const toLabel = Math.max(0, terms.trainingExamples - terms.labelledExamples);
  const labels =
    toLabel === 0
      ? ""
      : `${sayNumber(toLabel)} examples to label at ${sayNumber(terms.labelsPerDay)} a day; `;
  return reply(
    "answer",
    text(bold("Time")),
    text(
      `A prompt is in use after ${days(prompting.inProduction)} working days, a tuned model after ${days(tuning.inProduction)}.${
        weeksToLaunch === undefined ? "" : ` You have ${sayAmount(WEEKS, weeksToLaunch)}.`
      }`,
    ),
    list([sayTimes("Prompt engineering", prompting), sayTimes("Fine-tuning", tuning)]),
    note(
      `I assume: ${labels}${sayNumber(terms.trainingRuns)} training runs of 1 to 4 hours, 2 to 5 days of checks, 1 or 2 to deploy. “assume 400 labels a day” or “assume 2 training runs” changes it.`,
    ),
  );
}
