import { publishedCases } from "./cases.ts";
import { descriptionMarks, descriptions } from "./descriptions.ts";
import type { Description, DescriptionMarks } from "./descriptions.ts";
import { phraseMarks, phrases } from "./phrases.ts";
import { NOT_FOR_US, marked, threadMessages } from "./thread.ts";
import type { Marks } from "./thread.ts";

const share = (part: number, whole: number): string => (part / Math.max(1, whole)).toFixed(3);
const total = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((sum, one) => sum + of(one), 0);

const SPLITS = ["dev", "kept"] as const;

function reportDescriptions(
  print: (line?: string) => void,
  name: string,
  marks: readonly DescriptionMarks[],
): void {
  const found = total(marks, (one) => one.found);
  const contradicted = total(marks, (one) => one.contradicted.length);
  const stated = total(marks, (one) => one.stated);
  print(
    `  ${name.padEnd(10)}${marks.length} descriptions, ${stated} facts: found ${share(found, stated)}; contradicted ${share(contradicted, found + contradicted)} of those read`,
  );
}

function reportMessages(
  print: (line?: string) => void,
  name: string,
  marks: readonly Marks[],
): void {
  const silent = marks.filter(({ taken }) => taken.intent === NOT_FOR_US);
  const between = marks.filter(({ message }) => message.intents.includes(NOT_FOR_US));
  const rightly = silent.filter(({ message }) => message.intents.includes(NOT_FOR_US)).length;
  const right = total(marks, ({ isRight }) => Number(isRight));
  const stated = total(marks, (mark) => mark.stated);
  print(
    `  ${name.padEnd(10)}${marks.length} messages: right ${share(right, marks.length)}; silent rightly ${share(rightly, silent.length)} of the times it is silent, ${share(rightly, between.length)} of the times it should be; of ${stated} facts found ${total(marks, ({ found }) => found)}, contradicted ${total(marks, ({ contradicted }) => contradicted)}`,
  );
}

type Miss = { readonly harm: number; readonly says: string };

/** What is taken in wrongly harms most, then breaking in, then a wrong answer, then none. */
const HARM = { misread: 4, "broke in": 3, mistaken: 2, "at a loss": 1 } as const;

const messageMisses = (marks: readonly Marks[]): readonly Miss[] =>
  marks
    .filter(({ isRight, contradicted }) => !isRight || contradicted > 0)
    .map(({ message, taken, contradicted }): Miss => {
      const { text, intents, situation } = message;
      const what =
        contradicted > 0
          ? "misread"
          : intents.includes(NOT_FOR_US)
            ? "broke in"
            : taken.intent === "at a loss" || taken.intent === NOT_FOR_US
              ? "at a loss"
              : "mistaken";
      return {
        harm: HARM[what],
        says: `${what}: “${text}” (${situation.asking ?? situation.phase}) is ${intents[0]}${message.facts === undefined ? "" : ` ${JSON.stringify(message.facts)}`}, taken for ${taken.intent} ${JSON.stringify(taken.facts)}`,
      };
    });

const descriptionMisses = (list: readonly Description[]): readonly Miss[] =>
  list.flatMap((one) =>
    descriptionMarks(one).contradicted.map(({ fact, stated, read, quote }) => ({
      harm: HARM.misread,
      says: `misread: ${fact} is ${JSON.stringify(stated)}, read as ${JSON.stringify(read)} (“${quote}”) in ${one.id}`,
    })),
  );

const MOST_MISSES = 10;

/** Prints how well messages, phrases and descriptions are read, and the worst misses. */
export function reportReading(print: (line?: string) => void): void {
  print();
  print("Reading descriptions (numbers within a factor of 1.5)");
  reportDescriptions(
    print,
    "published",
    publishedCases().map(({ text, facts }) => descriptionMarks({ text, facts })),
  );
  const described = descriptions();
  for (const split of SPLITS)
    reportDescriptions(
      print,
      split,
      described.filter((one) => one.split === split).map(descriptionMarks),
    );

  print();
  print("Reading phrases with amounts");
  for (const split of SPLITS) {
    const marks = phrases()
      .filter((one) => one.split === split)
      .map(phraseMarks);
    if (marks.length === 0) continue;
    const stated = total(marks, ({ expected }) => expected);
    print(
      `  ${split.padEnd(10)}${marks.length} phrases, ${stated} facts: right ${share(
        total(marks, ({ right }) => right),
        stated,
      )}; invented ${total(marks, ({ invented }) => invented)}`,
    );
  }

  print();
  print("Reading messages in a thread (dev: the weights were fitted to these)");
  const messages = threadMessages();
  const kept = messages.filter(({ split }) => split === "kept").map(marked);
  reportMessages(print, "dev", messages.filter(({ split }) => split === "dev").map(marked));
  reportMessages(print, "kept", kept);

  print();
  print("The worst misses on what was kept back");
  const misses = [
    ...messageMisses(kept),
    ...descriptionMisses(described.filter(({ split }) => split === "kept")),
  ].toSorted((one, another) => another.harm - one.harm);
  for (const { says } of misses.slice(0, MOST_MISSES)) print(`  ${says}`);
}
