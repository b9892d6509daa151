export type Environment = Readonly<Record<string, string | undefined>>;

/** What a part of the program read from the environment, or what is wrong there. */
export type Read<T> = {
  /** Undefined when something is wrong, or when nothing of it is set. */
  readonly settings: T | undefined;
  /** One sentence for each problem, naming the variable and the remedy. Never repeats a secret. */
  readonly problems: readonly string[];
};

/** The same of a part that always has settings: what is not set is as usual. */
export type ReadAlways<T> =
  | { readonly settings: T; readonly problems: readonly [] }
  | { readonly settings: undefined; readonly problems: readonly [string, ...string[]] };

/** What to give back for a part that always has settings. */
export function always<T>(settings: T, [first, ...more]: readonly string[]): ReadAlways<T> {
  return first === undefined
    ? { settings, problems: [] }
    : { settings: undefined, problems: [first, ...more] };
}

/** Something has to be mended before the program can run; the message says what, to whoever runs it. */
export class CannotRunError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CannotRunError";
  }
}

type Settings<Reads> = {
  readonly [Part in keyof Reads]: Reads[Part] extends ReadAlways<infer T>
    ? T
    : Reads[Part] extends Read<infer T> | undefined
      ? T | undefined
      : never;
};

/**
 * The settings of several parts.
 *
 * @throws CannotRunError with all that is wrong in any of them, a line each
 */
export function together<Reads extends Readonly<Record<string, Read<unknown>>>>(
  reads: Reads,
): Settings<Reads> {
  const problems = Object.values(reads).flatMap((read) => read.problems);
  if (problems.length > 0) throw new CannotRunError(problems.join("\n"));
  return Object.fromEntries(
    Object.entries(reads).map(([part, { settings }]) => [part, settings]),
  ) as Settings<Reads>;
}

/**
 * The settings of a part that always has some.
 *
 * @throws CannotRunError with all that is wrong with them, a line each
 */
export function given<T>({ settings, problems }: ReadAlways<T>): T {
  if (settings === undefined) throw new CannotRunError(problems.join("\n"));
  return settings;
}
