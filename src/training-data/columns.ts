/**
 * TABLE: what the columns and fields that hold an input, or the right answer to it, are usually called,
 * in lower case. Of several answers the first in this order counts; inputs are taken together.
 */
const INPUTS: ReadonlySet<string> = new Set([
  "input",
  "inputs",
  "prompt",
  "text",
  "question",
  "instruction",
  "context",
  "query",
  "user",
  "message",
  "utterance",
  "sentence",
  "content",
  "source",
  "document",
  "article",
  "email",
  "ticket",
  "subject",
  "title",
  "body",
  "description",
  "comment",
  "review",
  "request",
]);

const OUTPUTS: readonly string[] = [
  "output",
  "outputs",
  "label",
  "labels",
  "completion",
  "answer",
  "response",
  "target",
  "category",
  "class",
  "intent",
  "sentiment",
  "tag",
  "assistant",
  "expected",
  "ideal",
  "reply",
  "summary",
  "translation",
];

/** Where inputs and the answer stand among named columns. */
export type Columns = { readonly inputs: readonly number[]; readonly output: number };

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

/**
 * Finds input and answer by the names of columns. Of two columns one known name is enough: the other
 * is the other.
 *
 * @returns undefined when the names do not tell
 */
export function columnsOf(names: readonly string[]): Columns | undefined {
  const known = names.map(plain);
  const output = OUTPUTS.map((name) => known.indexOf(name)).find((at) => at >= 0) ?? -1;
  const inputs = known.flatMap((name, at) => (INPUTS.has(name) && at !== output ? [at] : []));
  if (output >= 0 && inputs.length > 0) return { inputs, output };
  if (names.length !== 2) return undefined;
  if (output >= 0) return { inputs: [1 - output], output };
  const [input] = inputs;
  return inputs.length === 1 && input !== undefined ? { inputs, output: 1 - input } : undefined;
}
