import { expect, test } from "vitest";

import { readIntents } from "../../src/reading/intent.ts";
import type { Situation } from "../../src/reading/learned/acts.ts";

const ADVISED: Situation = { phase: "advised" };
const kindOf = (said: string, situation = ADVISED): string | undefined =>
  readIntents(said, situation)[0]?.intent.kind;

const ASKS: Readonly<Record<string, readonly string[]>> = {
  help: ["help", "?", "what can you do", "who are you?"],
  thanks: ["thanks", "thanks, that helps", "thx!", "great, thank you so much", "ok"],
  greeting: ["hello", "hey bot", "good morning"],
  "start-over": ["start over", "Start again", "new case please"],
  undo: ["undo", "undo that", "go back", "scratch that", "never mind"],
  "not-sure": [
    "not sure",
    "I don't know",
    "idk",
    "no clue sorry",
    "skip this one",
    "hmm, hard to say",
  ],
  "why-asked": ["why do you ask?", "Why does that matter?", "why do you need to know that"],
  decide: ["decide now", "just decide", "what do you recommend?", "enough questions"],
  differences: [
    "what are the differences?",
    "fine-tuning vs prompt engineering",
    "what is the difference between fine-tuning and prompting",
  ],
  compare: ["compare", "compare them", "show me the comparison", "what are the pros and cons?"],
  why: [
    "why?",
    "what are your reasons for fine-tuning?",
    "explain",
    "how sure are you?",
    "are you sure?",
  ],
  plan: ["plan", "plan pls", "so what should we do?", "next steps?", "what are the steps"],
  cost: ["cost", "what does it cost?", "how much", "is it expensive?"],
  time: ["how long will it take", "how long", "timeline?", "when can it be live?"],
  changes: [
    "what would change it?",
    "what would change your mind",
    "when should we fine-tune?",
    "what would it take for both to win?",
  ],
  known: ["what do you know?", "facts", "what are your assumptions", "what did we say so far"],
  sources: ["sources", "says who?", "where is this from", "how do you know that"],
  export: ["export", "can you export this?", "give me the decision record"],
  keep: ["keep", "yes keep that"],
  "what-if": [
    "what if we had only 200 examples?",
    "suppose the data must stay inside",
    "what about 50k labels?",
    "and if rules changed weekly?",
  ],
  "why-not": [
    "why not both?",
    "why not just prompt?",
    "is fine-tuning worth it?",
    "what speaks against training",
  ],
  define: [
    "what is fine-tuning?",
    "what's RAG",
    "what does LoRA mean?",
    "explain distillation",
    "define token",
  ],
  correction: [
    "actually 5,000",
    "no wait, 5,000",
    "make that 12k",
    "I meant weekly",
    "correction: 300",
    "we have 5k not 50k",
  ],
  statement: [
    "We sort 40k tickets a month and have 8k labelled ones.",
    "500 labelled examples",
    "nobody here has trained a model",
    "",
  ],
};

test.each(
  Object.entries(ASKS).flatMap(([kind, words]) => words.map((said) => [said, kind] as const)),
)("“%s”: %s", (said, kind) => {
  expect(kindOf(said)).toBe(kind);
});

test("a long text is a statement, whatever words are in it, and takes no time", () => {
  const long = "why not what if undo ".repeat(5000);
  const start = performance.now();
  expect(kindOf(long)).toBe("statement");
  const short = performance.now() - start;
  // Ten times the text may not take a hundred times as long; the floor is the clock's own noise.
  const again = performance.now();
  kindOf(long.repeat(10));
  expect(performance.now() - again).toBeLessThan(Math.max(short, 2) * 50);
});
