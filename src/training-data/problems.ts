/**
 * TABLE: what can be wrong with training data. Every kind has the words that follow a count, what to do
 * about it, and how much it harms.
 */

type Unit = "line" | "example" | "label" | "cell" | "file";

type Problem = {
  /** What is counted. */
  readonly unit: Unit;
  /** What it does, as it follows "1 example" and "12 examples" or "9%". */
  readonly one: string;
  readonly many: string;
  /** What to do, as a sentence of its own. */
  readonly remedy: string;
  /**
   * How much training suffers: from each example that has it, relative to one that is simply missing,
   * and from its being there at all. Our judgement; it only orders the list.
   */
  readonly harm: { readonly each: number; readonly atAll: number };
  /** An example that has it is not usable. */
  readonly drops?: true;
};

const problems = <const T extends Readonly<Record<string, Problem>>>(table: T): T => table;

/** Cannot be read at all: as bad as missing, and worth a look, since the job may be refused for it. */
const BROKEN = { each: 2, atAll: 0.05 };
/** Spoils what is learned or measured. */
const MISLEADING = { each: 4, atAll: 0.02 };
const WASTEFUL = { each: 1, atAll: 0.005 };
/** Concerns one provider, and says so there. */
const NONE = { each: 0, atAll: 0 };
const MINOR = { each: 0.2, atAll: 0.001 };

export const PROBLEMS = problems({
  contradiction: {
    unit: "example",
    one: "contradicts another: the same input with a different answer",
    many: "contradict each other: the same input with different answers",
    remedy: "Decide which answer is right and keep one of each.",
    harm: MISLEADING,
    drops: true,
  },
  "one-answer": {
    unit: "file",
    one: "has the same answer in every example, so there is nothing to learn",
    many: "have the same answer in every example, so there is nothing to learn",
    remedy: "Add examples with the other answers.",
    harm: { each: 0, atAll: 3 },
  },
  "leaked-exactly": {
    unit: "example",
    one: "of the test file stands in the training file too",
    many: "of the test file stand in the training file too",
    remedy: "Take them out of one of the two, or the test will flatter the model.",
    harm: { each: 3, atAll: 0.3 },
  },
  "leaked-nearly": {
    unit: "example",
    one: "of the test file is nearly the same as one in the training file",
    many: "of the test file are nearly the same as ones in the training file",
    remedy: "Split by person, document or day, so that near copies stay on one side.",
    harm: { each: 1.5, atAll: 0.1 },
  },
  secret: {
    unit: "example",
    one: "holds what looks like a key or a password",
    many: "hold what looks like a key or a password",
    remedy: "Take them out and change the keys: a tuned model can repeat what it saw.",
    harm: { each: 2, atAll: 0.25 },
  },
  "not-json": {
    unit: "line",
    one: "is not JSON",
    many: "are not JSON",
    remedy: "Each line takes one whole JSON object.",
    harm: BROKEN,
    drops: true,
  },
  "not-an-object": {
    unit: "line",
    one: "is JSON, but not an object",
    many: "are JSON, but not objects",
    remedy: "Each line takes one object in braces, not a list or a bare value.",
    harm: BROKEN,
    drops: true,
  },
  "invalid-utf8": {
    unit: "line",
    one: "is not valid UTF-8",
    many: "are not valid UTF-8",
    remedy: "Save the file as UTF-8.",
    harm: BROKEN,
    drops: true,
  },
  "too-long-line": {
    unit: "line",
    one: "is longer than 1 MB and was skipped",
    many: "are longer than 1 MB and were skipped",
    remedy: "Shorten or split them; no model is trained on so much at once.",
    harm: BROKEN,
    drops: true,
  },
  "beyond-limit": {
    unit: "line",
    one: "stands behind the three millionth and was not checked",
    many: "stand behind the three millionth and were not checked",
    remedy: "Check the file in parts.",
    harm: MINOR,
    drops: true,
  },
  "unknown-shape": {
    unit: "line",
    one: "has no shape that a provider takes",
    many: "have no shape that a provider takes",
    remedy: 'Use {"messages": […]}, one conversation a line.',
    harm: BROKEN,
    drops: true,
  },
  "other-shape": {
    unit: "line",
    one: "has another shape than the rest",
    many: "have another shape than the rest",
    remedy: "Bring all lines into one shape; files that mix shapes are refused.",
    harm: BROKEN,
    drops: true,
  },
  "wrong-cells": {
    unit: "line",
    one: "has more or fewer cells than the header",
    many: "have more or fewer cells than the header",
    remedy: "Put cells with separators or quotes in quotes.",
    harm: BROKEN,
    drops: true,
  },
  "unclosed-quote": {
    unit: "line",
    one: "opens a quote that is never closed, and the rows after it could not be read",
    many: "open a quote that is never closed, and the rows after them could not be read",
    remedy: "Close it; a quote within a cell is written twice.",
    harm: { each: 2, atAll: 1 },
    drops: true,
  },
  "no-messages": {
    unit: "example",
    one: "has no list of messages",
    many: "have no list of messages",
    remedy: "Give each a list with at least a question and an answer.",
    harm: BROKEN,
    drops: true,
  },
  "message-missing-key": {
    unit: "example",
    one: "has a message without role or content",
    many: "have a message without role or content",
    remedy: "Each message takes both.",
    harm: BROKEN,
    drops: true,
  },
  "unknown-role": {
    unit: "example",
    one: "has a message with an unknown role",
    many: "have a message with an unknown role",
    remedy: "Roles are system, user and assistant (in Gemini's shape user and model).",
    harm: BROKEN,
    drops: true,
  },
  "missing-content": {
    unit: "example",
    one: "has a message whose content is missing or no text",
    many: "have a message whose content is missing or no text",
    remedy: "Content takes a text.",
    harm: BROKEN,
    drops: true,
  },
  "no-answer": {
    unit: "example",
    one: "has no answer from the assistant",
    many: "have no answer from the assistant",
    remedy: "Add the answer that the model should learn.",
    harm: BROKEN,
    drops: true,
  },
  "bad-weight": {
    unit: "example",
    one: "has a weight other than 0 or 1",
    many: "have a weight other than 0 or 1",
    remedy: "Weights are 0 or 1, on messages of the assistant only.",
    harm: BROKEN,
    drops: true,
  },
  "empty-input": {
    unit: "example",
    one: "has an empty input",
    many: "have an empty input",
    remedy: "Fill in the input or take the line out.",
    harm: BROKEN,
    drops: true,
  },
  "empty-output": {
    unit: "example",
    one: "has an empty answer",
    many: "have an empty answer",
    remedy: "Fill in the answer or take the line out.",
    harm: BROKEN,
    drops: true,
  },
  "same-preference": {
    unit: "example",
    one: "prefers an answer to itself",
    many: "prefer an answer to itself",
    remedy: "The preferred and the rejected answer must differ.",
    harm: BROKEN,
    drops: true,
  },
  "exact-duplicate": {
    unit: "example",
    one: "is an exact copy of an earlier one",
    many: "are exact copies of earlier ones",
    remedy: "Keep one of each.",
    harm: WASTEFUL,
    drops: true,
  },
  "personal-data": {
    unit: "example",
    one: "holds likely personal data",
    many: "hold likely personal data",
    remedy: "Mask it before it leaves the house: a tuned model can repeat what it saw.",
    harm: { each: 0.8, atAll: 0.1 },
  },
  "over-long": {
    unit: "example",
    one: "is longer than a provider takes",
    many: "are longer than a provider takes",
    remedy: "Shorten or split them; the end is cut off otherwise.",
    harm: WASTEFUL,
  },
  "near-duplicate": {
    unit: "example",
    one: "is nearly the same as another",
    many: "are nearly the same as others",
    remedy: "Keep the most telling ones; near copies teach little.",
    harm: { each: 0.6, atAll: 0.005 },
  },
  "several-answers": {
    unit: "example",
    one: "shares its input with another that has another long answer",
    many: "share their input with others that have other long answers",
    remedy: "Fine if any of the answers will do; otherwise keep the best.",
    harm: { each: 0.5, atAll: 0.005 },
  },
  "dominant-label": {
    unit: "example",
    one: "has the same label",
    many: "have the same label",
    remedy: "Add examples of the other labels, or the model will answer with this one.",
    harm: { each: 0.3, atAll: 0.05 },
  },
  "rare-label": {
    unit: "label",
    one: "has fewer than 10 examples",
    many: "have fewer than 10 examples each",
    remedy: "Collect more of them, or merge them with their neighbours.",
    harm: { each: 0, atAll: 0.06 },
  },
  "label-spelling": {
    unit: "label",
    one: "is spelt in more than one way (upper and lower case, spaces)",
    many: "are spelt in more than one way (upper and lower case, spaces)",
    remedy: "Spell each label in one way.",
    harm: { each: 0, atAll: 0.08 },
  },
  formula: {
    unit: "line",
    one: "has a cell that a spreadsheet would run as a formula",
    many: "have a cell that a spreadsheet would run as a formula",
    remedy: "Read as text, nothing was run. Take it out if you did not expect it.",
    harm: MINOR,
  },
  "last-not-assistant": {
    unit: "example",
    one: "does not end with the assistant",
    many: "do not end with the assistant",
    remedy: "End each with the answer to be learned.",
    harm: WASTEFUL,
  },
  "first-not-user": {
    unit: "example",
    one: "does not begin with the user",
    many: "do not begin with the user",
    remedy: "Let the user's message come first.",
    harm: MINOR,
  },
  "not-alternating": {
    unit: "example",
    one: "has two messages of the same side in a row",
    many: "have two messages of the same side in a row",
    remedy: "Join them: user and assistant take turns.",
    harm: MINOR,
  },
  "system-not-first": {
    unit: "example",
    one: "has a system message further down",
    many: "have a system message further down",
    remedy: "Only one system message, at the top.",
    harm: MINOR,
  },
  "extra-message-key": {
    unit: "example",
    one: "has a message with an unknown key",
    many: "have a message with an unknown key",
    remedy: "Keep role, content, name, weight and tool calls.",
    harm: MINOR,
  },
  "developer-role": {
    unit: "example",
    one: "has a message of the role developer",
    many: "have a message of the role developer",
    remedy: "Call the role system.",
    harm: MINOR,
  },
  "content-parts": {
    unit: "example",
    one: "has a message whose content is a list",
    many: "have a message whose content is a list",
    remedy: "Write content as one text.",
    harm: MINOR,
  },
  "no-schema-version": {
    unit: "example",
    one: "has no schemaVersion",
    many: "have no schemaVersion",
    remedy: 'Add "schemaVersion": "bedrock-conversation-2024".',
    harm: MINOR,
  },
  "other-format": {
    unit: "file",
    one: "has another shape than this provider takes",
    many: "have another shape than this provider takes",
    remedy: "Convert it; nothing of the content is lost.",
    harm: NONE,
  },
  unsuited: {
    unit: "file",
    one: "has no answers to learn from, which this provider needs",
    many: "have no answers to learn from, which this provider needs",
    remedy: "Pair each text with the answer that is wanted.",
    harm: NONE,
  },
  "too-few": {
    unit: "file",
    one: "has fewer usable examples than a job needs",
    many: "have fewer usable examples than a job needs",
    remedy: "Collect more.",
    harm: NONE,
  },
  "too-many": {
    unit: "file",
    one: "has more examples than a job takes",
    many: "have more examples than a job takes",
    remedy: "Keep the most telling ones.",
    harm: NONE,
  },
  "too-large": {
    unit: "file",
    one: "is larger than the provider takes",
    many: "are larger than the provider takes",
    remedy: "Split it.",
    harm: NONE,
  },
  "too-many-labels": {
    unit: "file",
    one: "has more labels than the provider recommends",
    many: "have more labels than the provider recommends",
    remedy: "Merge labels.",
    harm: NONE,
  },
  "no-byte-order-mark": {
    unit: "file",
    one: "lacks the byte order mark that this provider asks for",
    many: "lack the byte order mark that this provider asks for",
    remedy: "Save it as “UTF-8 with BOM”.",
    harm: NONE,
  },
  "byte-order-mark": {
    unit: "file",
    one: "begins with a byte order mark, which JSON does not allow",
    many: "begin with a byte order mark, which JSON does not allow",
    remedy: "Save it as UTF-8 without BOM.",
    harm: NONE,
  },
  "file-name": {
    unit: "file",
    one: "has a name with other characters than letters, digits, underscores, hyphens and dots",
    many: "have a name with other characters than letters, digits, underscores, hyphens and dots",
    remedy: "Rename it.",
    harm: NONE,
  },
  "reserved-words": {
    unit: "example",
    one: "has words that are reserved there, such as “User:” or “[EOS]”",
    many: "have words that are reserved there, such as “User:” or “[EOS]”",
    remedy: "Replace them; the job fails otherwise.",
    harm: MINOR,
  },
});

export type ProblemKind = keyof typeof PROBLEMS;

export const PROBLEM_KINDS = Object.keys(PROBLEMS) as readonly ProblemKind[];

/** What is known of a problem, whichever it is. */
export const problemOf = (kind: ProblemKind): Problem => PROBLEMS[kind];

/** A problem with how often it was found. */
export type Found = {
  readonly kind: ProblemKind;
  readonly count: number;
  /** The first lines that have it, counted from 1; none where it is not a matter of lines. */
  readonly lines: readonly number[];
};

const sayNumber = (count: number): string => count.toLocaleString("en-US");

const sayLines = ({ count, lines }: Found): string => {
  if (lines.length === 0) return "";
  const named = lines.map(sayNumber).join(", ");
  return ` (${count === 1 ? "line" : "lines"} ${named}${count > lines.length ? ", …" : ""})`;
};

/** "12 examples have an empty input (lines 3, 8, 40, 41, 57, …)", without a full stop. */
export function sayFound(found: Found): string {
  const { unit, one, many } = problemOf(found.kind);
  if (unit === "file") return `The file ${one}`;
  const what =
    found.count === 1 ? `1 ${unit} ${one}` : `${sayNumber(found.count)} ${unit}s ${many}`;
  return `${what}${sayLines(found)}`;
}

/**
 * The most harmful first.
 *
 * @param of how many examples there are
 */
export function byHarm<F extends Found>(found: readonly F[], of: number): readonly F[] {
  const harm = ({ kind, count }: F): number => {
    const { each, atAll } = problemOf(kind).harm;
    return each * (count / Math.max(1, of)) + atAll;
  };
  return found.toSorted((one, another) => harm(another) - harm(one));
}
