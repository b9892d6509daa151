import { z } from "zod";

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

/** The variables of a part, and the form of each; what its schema says when the form is wrong is the remedy. */
export type Variables = Readonly<Record<string, z.ZodType>>;

type ValuesOf<Table extends Variables> = {
  readonly [Name in keyof Table]: z.output<Table[Name]>;
};

/** What is set, without the blanks around it; a variable that is empty is not set. */
const setIn = (env: Environment, name: string): string | undefined =>
  env[name]?.trim() || undefined;

/** Whether any of these is set. */
export const isAnySet = (env: Environment, names: readonly string[]): boolean =>
  names.some((name) => setIn(env, name) !== undefined);

/** Reads the variables of a part: all of them, or one problem for each that has not its form. */
export function readVariables<Table extends Variables>(
  env: Environment,
  table: Table,
): ReadAlways<ValuesOf<Table>> {
  const read = Object.entries(table).map(
    ([name, form]) => [name, form.safeParse(setIn(env, name))] as const,
  );
  const [first, ...more] = read.flatMap(([name, { error }]) =>
    error === undefined ? [] : [`${name} ${error.issues[0]?.message ?? "cannot be used."}`],
  );
  if (first !== undefined) return { settings: undefined, problems: [first, ...more] };
  const values = Object.fromEntries(read.map(([name, { data }]) => [name, data]));
  return { settings: values as ValuesOf<Table>, problems: [] };
}

/** A whole number, in digits. */
export const wholeNumber = (lowest: number, highest: number, remedy: string) =>
  z
    .string()
    .regex(/^\d+$/, { error: remedy, abort: true })
    .transform(Number)
    .refine((number) => number >= lowest && number <= highest, remedy);

/** True or false, in these words. */
export const flag = (remedy: string) =>
  z.enum(["true", "false"], remedy).transform((value) => value === "true");

const isThisMachine = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * The address of a service. On the way there nobody may read along, so it is https, except on this
 * machine.
 *
 * @param carried what goes there: "tokens"
 */
export const addressOf = (example: string, carried: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
      error: `is no address: write it as ${example}, or leave it out.`,
      abort: true,
    })
    .refine(
      (value) => {
        const { protocol, hostname } = new URL(value);
        return protocol === "https:" || isThisMachine(hostname);
      },
      {
        error: `must begin with https://, since ${carried} go there; http:// is for this machine only.`,
        abort: true,
      },
    )
    .refine((value) => {
      const { username, password } = new URL(value);
      return username + password === "";
    }, "must not hold a name or a password: keys have variables of their own.");

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
