import { bold, list, note, text } from "../../chat/reply.ts";
import type { Reply, Text } from "../../chat/reply.ts";
import { sayNumber } from "../../decision/phrasing.ts";
import { FORMATS, TRAINING_PLACES, trainingFormat } from "../../knowledge/training-formats.ts";
import { tuningDoors } from "../../knowledge/tuning-providers.ts";
import type { TuningProvider } from "../../knowledge/tuning-providers.ts";
import type { Access } from "../../money/routes.ts";
import { reply } from "./parts.ts";

const sayProvider = ({ name, tunes, ...about }: TuningProvider): Text => {
  const { onlyFor, noNewJobsAfter, minimumExamples, verified, sources } = about;
  const said = [
    tunes,
    onlyFor === undefined ? undefined : `only for ${onlyFor}`,
    noNewJobsAfter === undefined ? undefined : `no new jobs after ${noNewJobsAfter}`,
    minimumExamples === undefined ? undefined : `at least ${minimumExamples} examples`,
    verified === "at the source" ? undefined : "unconfirmed",
  ].filter((one) => one !== undefined);
  return [bold(name), `: ${said.join("; ")} (`, { link: "source", to: sources[0] }, ")"];
};

/** Where a model can be tuned on a day, as YYYY-MM-DD, by where the team may run one. */
export function providers(today: string, access: Access): Reply {
  const { open, closing, closed } = tuningDoors(today);
  return reply(
    "answer",
    text(
      access === "own"
        ? "As you told me, only a model that you run yourselves comes into question: tune an open one with LoRA (training a small add-on instead of the whole model). For others:"
        : `Tuning is open at ${sayNumber(open.length)} places that I know, and ending at ${sayNumber(closing.length)}.`,
    ),
    text(bold("Open")),
    list(open.map(sayProvider)),
    ...(closing.length === 0 ? [] : [text(bold("Ending")), list(closing.map(sayProvider))]),
    note(
      `Closed: ${closed.map(({ name }) => name).join("; ")}. Read on ${open[0]?.readOn ?? today}; look again before you rely on it.`,
    ),
  );
}

/** What training data looks like, for each place to tune. */
export const dataFormat = (): Reply =>
  reply(
    "answer",
    text(
      "A text file in JSON Lines: one example a line, most often as a chat that ends with the right answer.",
    ),
    text(FORMATS.chat.example),
    {
      kind: "table",
      caption: "By provider",
      columns: ["Provider", "Shape", "Fewest"],
      rows: TRAINING_PLACES.map((place) => {
        const { name, formats, fewestExamples } = trainingFormat(place);
        return [
          name,
          FORMATS[formats[0]].name,
          fewestExamples === undefined ? "not stated" : sayNumber(fewestExamples),
        ];
      }),
    },
    note(
      "“tuning-fork check-data FILE” on the command line tells whether a file is fine, CSV included, and what to fix.",
    ),
  );
