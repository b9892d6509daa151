import { describe, expect, test } from "vitest";

import { withoutPerson } from "../../src/index.ts";

const DANA = { id: "U1", name: "Dana" };
const ROBIN = { id: "U2", name: "Robin" };
const SAM = { id: "U3", name: "Sam" };
type Somebody = typeof DANA;

const said = (by: Somebody, fact: string, value: unknown) => ({
  fact,
  value,
  how: "answered",
  by,
  at: "2026-11-23T12:00:00Z",
  event: `said by ${by.name}`,
});
const rival = (by: Somebody, value: number) => ({ value, by });

/** A decision that Dana began; everything that the others do stands in the cases. */
const stored = (rest: object = {}) => ({
  version: 1,
  subject: "We sort tickets.",
  startedAt: "2026-11-23T12:00:00Z",
  starter: { ...DANA, event: "E1" },
  entries: [said(DANA, "labelledExamples", 500)],
  asked: [],
  phase: { name: "idle" },
  ...rest,
});

const asking = (rivals?: readonly object[]) => ({
  name: "asking",
  fact: "labelledExamples",
  ...(rivals === undefined ? {} : { rivals }),
});

/** What stood there, and what is left of it without Robin. */
const CASES: Readonly<Record<string, readonly [before: object, after: object]>> = {
  "answers go, and may be asked for again": [
    {
      entries: [said(DANA, "labelledExamples", 500), said(ROBIN, "taskType", "classification")],
      asked: ["labelledExamples", "taskType"],
    },
    { asked: ["labelledExamples"] },
  ],
  "a fact of which others spoke, too, stays": [
    {
      entries: [said(ROBIN, "labelledExamples", 900), said(DANA, "labelledExamples", 500)],
      asked: ["labelledExamples"],
    },
    { asked: ["labelledExamples"] },
  ],
  "the question that is open stays asked": [
    { entries: [said(ROBIN, "labelledExamples", 9)], asked: ["labelledExamples"], phase: asking() },
    { entries: [], asked: ["labelledExamples"], phase: asking() },
  ],
  "of two answers that stood against each other none is left to choose from": [
    { phase: asking([rival(ROBIN, 900), rival(DANA, 500)]) },
    { phase: asking() },
  ],
  "of three, two are": [
    { phase: asking([rival(ROBIN, 900), rival(DANA, 500), rival(SAM, 700)]) },
    { phase: asking([rival(DANA, 500), rival(SAM, 700)]) },
  ],
  "a doubt about their words goes": [
    { doubts: [{ fact: "labelledExamples", rivals: [rival(ROBIN, 1), rival(ROBIN, 2)] }] },
    {},
  ],
  "another's stays": [
    {
      doubts: [
        { fact: "labelledExamples", rivals: [rival(ROBIN, 1), rival(ROBIN, 2)] },
        { fact: "labelledExamples", rivals: [rival(SAM, 1), rival(SAM, 2)] },
      ],
    },
    { doubts: [{ fact: "labelledExamples", rivals: [rival(SAM, 1), rival(SAM, 2)] }] },
  ],
  "what they thought of it goes": [
    {
      feedback: [ROBIN, SAM].map((by) => ({ by, at: "2026-11-23T12:00:00Z", isHelpful: true })),
    },
    { feedback: [{ by: SAM, at: "2026-11-23T12:00:00Z", isHelpful: true }] },
  ],
  "that they asked by a command goes": [{ askedBy: ROBIN.name }, {}],
  "that whoever began it did stays": [
    { askedBy: DANA.name, feedback: [{ by: ROBIN, at: "2026-11-23T12:00:00Z", isHelpful: true }] },
    { askedBy: DANA.name },
  ],
};

describe("a conversation without somebody", () => {
  test.each(Object.entries(CASES))("%s", (_name, [before, after]) => {
    const left = withoutPerson(stored(before), ROBIN.id, true);
    expect(left.kind).toBe("left");
    expect(left).toHaveProperty("data", stored(after));
    expect(JSON.stringify(left)).not.toContain(ROBIN.name);
  });

  test("who began it is told whose it is, and for whom it is open", () => {
    expect(withoutPerson(stored(), DANA.id, true)).toEqual({ kind: "theirs" });
    const { starter: _, ...old } = stored();
    expect(withoutPerson(old, DANA.id, true)).toEqual({ kind: "theirs" });
    const asked = { askedBy: ROBIN.name };
    expect(withoutPerson(stored({ ...asked, phase: asking() }), ROBIN.id, true)).toMatchObject({
      openFor: DANA.id,
    });
    expect(withoutPerson(stored(asked), ROBIN.id, true)).not.toHaveProperty("openFor");
  });

  test("what nobody has begun goes with whoever took part in it", () => {
    const { starter: _, ...nobodys } = stored({ subject: "", entries: [], askedBy: ROBIN.name });
    expect(withoutPerson(nobodys, ROBIN.id, true)).toEqual({ kind: "theirs" });
    expect(withoutPerson(nobodys, ROBIN.id, false)).toEqual({ kind: "as it was" });
  });

  test("who left nothing in it changes nothing, even if their identity begins another's", () => {
    expect(withoutPerson(stored(), ROBIN.id, true)).toEqual({ kind: "as it was" });
    expect(withoutPerson(stored(), "U", true)).toEqual({ kind: "as it was" });
    expect(withoutPerson(undefined, ROBIN.id, false)).toEqual({ kind: "as it was" });
  });

  test("what a newer version has stored is left to it", () => {
    expect(() => withoutPerson({ ...stored(), version: 99 }, ROBIN.id, true)).toThrow(
      "newer version",
    );
  });
});
