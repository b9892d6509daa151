import { randomInt } from "node:crypto";

/**
 * A name for something that failed outside a conversation: people see it and the log holds it. As long
 * as those that people in a conversation are given.
 */
export const newReference = (): string =>
  randomInt(36 ** 7)
    .toString(36)
    .padStart(7, "0");
