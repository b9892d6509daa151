export type Environment = Readonly<Record<string, string | undefined>>;

/** What a part of the program read from the environment, or what is wrong there. */
export type Read<T> = {
  /** Undefined when something is wrong, or when nothing of it is set. */
  readonly settings: T | undefined;
  /** One sentence for each problem, naming the variable and the remedy. Never repeats a secret. */
  readonly problems: readonly string[];
};

/** Something has to be mended before the program can run; the message says what, to whoever runs it. */
export class CannotRunError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CannotRunError";
  }
}
