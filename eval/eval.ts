import { parseArgs } from "node:util";

import { ALTERNATIVE_IDS } from "../src/decision/alternatives.ts";
import { CALIBRATION } from "../src/decision/calibration.ts";
import type { Calibration } from "../src/decision/calibration.ts";
import { FACT_IDS } from "../src/decision/facts.ts";
import type { Evidence } from "../src/decision/facts.ts";
import { createModel } from "../src/decision/simulation.ts";
import type { Model } from "../src/decision/simulation.ts";
import { calibrate } from "./calibrate.ts";
import { AS_OF, publishedCases } from "./cases.ts";
import { answerOf, decided, interview, readOf, withStated } from "./decide.ts";
import { isAccepted, score } from "./measures.ts";
import type { Answer, Scores } from "./measures.ts";
import { reportReading } from "./reading.ts";

const { values: options } = parseArgs({ options: { misses: { type: "boolean", default: true } } });

const cases = publishedCases();
const everything = cases.map((one) => ({ one, evidence: withStated(one) }));

/** Every case decided by a calibration that has not seen its source. */
function leftOut(): readonly Answer[] {
  const models = new Map<string, Model>();
  return everything.map(({ one: { source }, evidence }) => {
    const model =
      models.get(source) ??
      createModel(calibrate(everything.filter(({ one }) => one.source !== source)));
    models.set(source, model);
    return answerOf(decided(evidence, model));
  });
}

const print = (line = ""): void => void process.stdout.write(`${line}\n`);
const figure = (value: number): string => value.toFixed(3).padStart(9);

function row(name: string, scores: Scores, more = ""): void {
  const recalls = ALTERNATIVE_IDS.map((id) => scores.recall[id].toFixed(2)).join(" / ");
  const { strict, accepted, balanced, brier, logLoss, retrieval } = scores;
  print(
    `${name.padEnd(26)}${[strict, accepted, balanced, brier, logLoss, retrieval].map(figure).join("")}  ${recalls}${more}`,
  );
}

print(`${cases.length} published cases, decided as of ${AS_OF.slice(0, 10)}`);
print();
print(
  `${"".padEnd(26)}   strict accepted balanced    brier logloss retrieval  recall: prompt / tune / both`,
);
const fromText = cases.map((one) => decided(readOf(one)));
const stated = cases.map((one) => decided(one.facts));
const both = cases.map((one) => decided(withStated(one)));
row("from the text", score(cases, fromText.map(answerOf)));
row("stated facts only", score(cases, stated.map(answerOf)));
row("text and stated facts", score(cases, both.map(answerOf)));
row("  each source left out", score(cases, leftOut()));

for (const [name, start] of [
  ["interview from nothing", (): Evidence => ({})],
  ["interview from the text", readOf],
] as const) {
  const interviews = cases.map((one) => interview(one, start(one)));
  const questions = interviews
    .map((one) => one.questions)
    .toSorted((one, another) => one - another);
  row(
    name,
    score(
      cases,
      interviews.map(({ answer }) => answer),
    ),
    `  questions: median ${questions[questions.length >> 1]}, most ${questions.at(-1)}`,
  );
}

print();
print("Reading: facts stated in the cases, as read from the text alone");
for (const fact of FACT_IDS) {
  const rows = cases.filter((one) => one.facts[fact] !== undefined);
  const read = rows.filter((one) => readOf(one)[fact] !== undefined);
  const right = read.filter(
    (one) => JSON.stringify(readOf(one)[fact]) === JSON.stringify(one.facts[fact]),
  );
  if (rows.length > 0)
    print(
      `  ${fact.padEnd(24)}stated ${String(rows.length).padStart(3)}  read ${String(read.length).padStart(3)}  same ${String(right.length).padStart(3)}`,
    );
}

reportReading(print);

const sayCalibration = ({ base, sharpness }: Calibration): string =>
  `base of fine-tuning ${base["fine-tuning"].toFixed(1)}, of both ${base.both.toFixed(1)}, sharpness ${sharpness.toFixed(2)}`;
print();
print(`Calibration in use:  ${sayCalibration(CALIBRATION)}`);
print(`Fitted to all cases: ${sayCalibration(calibrate(everything))}`);

if (options.misses) {
  print();
  print("Misses, with text and stated facts (! = not acceptable either):");
  for (const [at, one] of cases.entries()) {
    const assessment = both[at];
    if (assessment === undefined || assessment.recommendation === one.outcome) continue;
    const shares = ALTERNATIVE_IDS.map(
      (id) => `${id} ${assessment.probabilities[id].toFixed(2)}`,
    ).join(", ");
    print(
      `${isAccepted(one, answerOf(assessment)) ? " " : "!"} ${one.id}: published ${one.outcome}; ${shares}`,
    );
    for (const { text, favours } of assessment.reasons.slice(0, 3))
      print(`      for ${favours}: ${text}`);
  }
}
