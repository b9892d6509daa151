import { CannotRunError } from "../env.ts";

/**
 * Something is wrong with the store that somebody has to mend. The message is one sentence for them:
 * what, where, and what to do.
 */
export class StoreError extends CannotRunError {
  override readonly name = "StoreError";
}

/** The database holds a schema that this version does not know. */
export const newerSchema = (where: string, found: number, known: number): StoreError =>
  new StoreError(
    `${where} was written by a newer version of tuning-fork (schema ${found}, this one knows ${known}): update tuning-fork, or point DATABASE_URL at another database.`,
  );
