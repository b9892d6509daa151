import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FACT_IDS } from "../../src/decision/facts.ts";
import { newConversation } from "../../src/dialogue/conversation.ts";
import { turn } from "../../src/dialogue/turn.ts";
import { readAnswer, readFacts, readUnclear } from "../../src/reading/facts-from-text.ts";
import { readIntents } from "../../src/reading/intent.ts";

const MONDAY = "2026-11-23T09:30:00Z";

/** Pieces of which texts are made that mean to be hard to read. */
const PIECES: readonly string[] = [
  "1 ",
  "not ",
  "we have ",
  "labelled ",
  "a few hundred thousand ",
  "no no no labels, ",
  "change every ",
  "$1,",
  "1-",
  "1/",
  "1'000 ",
  "20",
  "9",
  "ä",
  "a",
  "@",
  "? ",
  "(",
  "\n",
  "\u202E",
  "\uD83D",
  "50% need 60% at ",
  "by january 5 ",
  "end of next month ",
  "what if we had 200? ",
  "why not both, ",
  "it went from 6000 to 5, ",
  "each of our 10 ",
  "sorry, i meant 5 ",
  "`${x}` <!channel> ",
];

const LONG = 100_000;
const repeated = (piece: string): string =>
  piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG);

const asking = {
  ...turn(newConversation(), {
    event: "E1",
    conversation: { platform: "slack", workspace: "T1", thread: "C1" },
    from: { id: "U1", name: "Dana" },
    at: MONDAY,
    kind: "mention",
    text: "We sort tickets.",
  }).conversation,
  phase: { name: "asking" as const, fact: "promptGap" as const },
};

/** All that the bot does with a message, until it has its reply. */
const hear = (text: string): unknown =>
  turn(asking, {
    event: "E2",
    conversation: { platform: "slack", workspace: "T1", thread: "C1" },
    from: { id: "U1", name: "Dana" },
    at: MONDAY,
    kind: "mention",
    text,
  });

/** Milliseconds that this process has worked; what others do on the machine does not count. */
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The shortest of several, since a process tidies up now and then. */
function shortestTime(run: (text: string) => unknown, text: string): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 7; at += 1) {
    // Another text each time, so that nothing is remembered.
    const other = `${text}${" ".repeat(at)}`;
    const begun = worked();
    run(other);
    shortest = Math.min(shortest, worked() - begun);
  }
  return shortest;
}

describe("100,000 hostile characters", () => {
  test.each(PIECES)("of %j are heard in 50 ms", (piece) => {
    expect(shortestTime(hear, repeated(piece))).toBeLessThan(50);
  });

  test("of mixed pieces are heard in 50 ms", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }),
        (pieces) => {
          expect(shortestTime(hear, repeated(pieces.join("")))).toBeLessThan(50);
        },
      ),
      { numRuns: 12 },
    );
  }, 30_000);
});

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 12 })), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(""));

test("whatever stands in a text, what is read quotes it and stands once", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const facts = readFacts(text, MONDAY);
      for (const { quote } of facts) expect(text.includes(quote)).toBe(true);
      expect(new Set(facts.map(({ fact }) => fact)).size).toBe(facts.length);
      for (const { fact, readings } of readUnclear(text, MONDAY)) {
        expect(readings.length).toBeGreaterThan(1);
        expect(facts.some((one) => one.fact === fact)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test("whatever stands in a text, it is an answer or none, and its meanings are probable or not", () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom(...FACT_IDS), (text, fact) => {
      const answer = readAnswer(fact, text, MONDAY);
      expect(answer === undefined || answer.fact === fact).toBe(true);
      const meanings = readIntents(text, { phase: "asking", asked: fact });
      expect(meanings.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
