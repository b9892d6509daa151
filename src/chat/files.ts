import type { GivenFile, Incoming, PersonDid } from "./incoming.ts";

const DATA = /\.(?:jsonl|ndjson|json|csv|tsv|tab)$/i;

/** Whether a file may be training data, by its name; what it really is the check tells. */
export const isData = ({ name }: GivenFile): boolean => DATA.test(name);

/** A training file, and a test file if there is one; more are not compared. */
const MOST_FILES = 2;

/** Of the files that somebody gave, those that are checked, the training file first. */
export function filesToCheck(files: readonly GivenFile[]): readonly GivenFile[] {
  const data = files.filter(isData);
  return data.length > MOST_FILES
    ? []
    : data.toSorted((one, other) => Number(isTest(one)) - Number(isTest(other)));
}

const isTest = ({ name }: GivenFile): boolean =>
  /(?:^|[^a-z])(?:test|eval|valid(?:ation)?|dev|holdout)(?:[^a-z]|$)/i.test(name);

/**
 * The check that follows from files that were given: an event of its own, so that the answer to the
 * first is not kept waiting by the second, and neither is lost.
 */
export function checkFollowing(incoming: Incoming): (PersonDid & { kind: "check" }) | undefined {
  if (incoming.kind !== "files") return undefined;
  const { event, conversation, at, from, isAddressed } = incoming;
  const files = filesToCheck(incoming.files);
  return files.length === 0
    ? undefined
    : { event: `${event}:check`, conversation, at, from, isAddressed, kind: "check", files };
}
