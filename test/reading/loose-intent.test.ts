import { describe, expect, test } from "vitest";

import { marked, threadMessages } from "../../eval/thread.ts";
import { define } from "../../src/knowledge/glossary.ts";
import { isQuestion, readLooseIntent } from "../../src/reading/loose-intent.ts";

const ASKS: Readonly<Record<string, readonly string[]>> = {
  compare: ["could we see both side by side?", "pros and cons again pls"],
  cost: ["what would that set us back?", "ballpark price"],
  decide: ["ok enough questions, what's your verdict", "that's all we know"],
  define: ["what does LoRA even mean", "eli5 retrieval"],
  delete: ["please wipe all of this", "get rid of our data"],
  differences: ["how does tuning differ from prompting"],
  export: ["can I have that as a document for the wiki"],
  "not-sure": ["we'd have to check with the data team", "nobody here knows that yet"],
  plan: ["so how do we get started?", "give me the next steps"],
  sources: ["are there any papers on this?"],
  time: ["how many weeks are we talking about?"],
  "why-asked": ["why is that important", "what do you need that for?"],
  "why-not": ["why wouldn't prompting do?", "how come you ruled out training"],
};

describe("what people ask for in their own words", () => {
  test.each(Object.entries(ASKS).flatMap(([kind, texts]) => texts.map((text) => [text, kind])))(
    "“%s” asks for: %s",
    (text = "", kind) => {
      expect(readLooseIntent(text, (word) => define(word) !== undefined)?.kind).toBe(kind);
    },
  );

  test.each([
    "the price list has 4,000 rows and each row is one request to the model, more or less, and they come from three shops",
    "x".repeat(300),
    "",
  ])("“%s” asks for nothing", (text) => {
    expect(readLooseIntent(text, () => false)).toBeUndefined();
  });

  test.each([",", "a:", "no ", "why not ", "what ", " "])(
    "100,000 characters of “%s” take no time",
    (piece) => {
      const text = piece.repeat(100_000 / piece.length);
      const begun = performance.now();
      readLooseIntent(text, () => false);
      isQuestion(text);
      expect(performance.now() - begun).toBeLessThan(50);
    },
  );
});

test("messages of the development half are taken for what they are", () => {
  const marks = threadMessages()
    .filter(({ split }) => split === "dev")
    .map(marked);
  const right = marks.filter(({ isRight }) => isRight).length / marks.length;
  expect(right).toBeGreaterThanOrEqual(0.9);
  const silent = marks.filter(({ taken }) => taken.intent === "not-for-us");
  const rightly = silent.filter(({ message }) => message.intents.includes("not-for-us"));
  expect(rightly.length / silent.length).toBeGreaterThanOrEqual(0.97);
});
