import { bold, list, note, text } from "../../chat/reply.ts";
import type { Choice, Reply } from "../../chat/reply.ts";
import { ALTERNATIVES } from "../../decision/alternatives.ts";
import type { AnswerEffect } from "../../decision/ask.ts";
import { FACTS } from "../../decision/facts.ts";
import type { FactId, Range } from "../../decision/facts.ts";
import { sayValue } from "../../decision/phrasing.ts";
import type { Entry, Rival } from "../conversation.ts";
import { percent, reply } from "./parts.ts";

const topicOf = (fact: FactId): string => `question:${fact}`;

/** A question that has an answer: what it is, who gave it, and the way to change it. */
export const settled = ({ fact, value, by }: Entry): Reply => ({
  ...reply(
    "state",
    text(
      { bold: FACTS[fact].question },
      " ",
      value === undefined ? "Not sure" : sayValue(fact, value as string | number | Range),
    ),
    note(`Answered by ${by.name}.`),
    { kind: "actions", choices: [{ label: "Change", token: `change:${fact}` }] },
  ),
  replaces: topicOf(fact),
});

/** A question whose answer was taken back. */
export const reopened = (fact: FactId): Reply => ({
  ...reply("state", text({ bold: FACTS[fact].question }, " The answer was taken back.")),
  replaces: topicOf(fact),
});

/** The answers to a question, in order. */
export function choicesOf(fact: FactId): readonly Choice[] {
  const entry = FACTS[fact];
  const values =
    entry.kind === "amount"
      ? entry.choices.map(({ label }, at) => ({ label, token: `answer:${fact}:${at}` }))
      : Object.entries(entry.values).map(([value, { label }]) => ({
          label,
          token: `answer:${fact}:${value}`,
        }));
  return values;
}

export const notSureOf = (fact: FactId): Choice => ({
  label: "Not sure",
  token: `not-sure:${fact}`,
});

/** What can be done instead of giving one of the answers. */
const insteadOf = (fact: FactId): readonly Choice[] => [
  notSureOf(fact),
  { label: "Decide now", token: "decide" },
];

/**
 * Several answers stand against each other, from two people or in the words of one: which one
 * counts is for the team to say.
 */
export const contested = (fact: FactId, rivals: readonly Rival[]): Reply => {
  const said = rivals.map(({ value, by, quote }) => ({
    who: quote === undefined ? `${by.name} said` : `“${quote}”`,
    words: sayValue(fact, value as string | number | Range),
  }));
  const isRead = rivals.every(({ quote }) => quote !== undefined);
  return {
    ...reply(
      "question",
      text(bold(FACTS[fact].question)),
      text(
        `${isRead ? "I can read that in more than one way. " : ""}${said.map(({ who, words }) => `${who}: ${words}`).join(". ")}. Which one holds?`,
      ),
      {
        kind: "choices",
        choices: said.map(({ words }, at) => ({ label: words, token: `settle:${fact}:${at}` })),
        instead: insteadOf(fact),
      },
    ),
    topic: topicOf(fact),
  };
};

/** @param number which question it is; below 2, the first or one that is asked again */
export const question = (fact: FactId, number: number): Reply => {
  const { question: words, why } = FACTS[fact];
  const asking = reply(
    "question",
    text(bold(words)),
    note(why),
    { kind: "choices", choices: choicesOf(fact), instead: insteadOf(fact) },
    note(
      number <= 1 ? "Pick one, or write it in your own words." : `Question ${number}; at most six.`,
    ),
  );
  return { ...asking, topic: topicOf(fact) };
};

export const whyAsked = (fact: FactId, effects: readonly AnswerEffect[]): Reply =>
  reply(
    "answer",
    text(FACTS[fact].why),
    text("With what you have told me so far:"),
    list(
      effects.map(({ label, best, probability }) => [
        bold(label),
        `: ${ALTERNATIVES[best].name} (${percent(probability)})`,
      ]),
    ),
  );

export const openQuestion = (fact: FactId): string => `open: ${FACTS[fact].question}`;
