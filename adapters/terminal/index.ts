import { createInterface } from "node:readline";

import type { Bot, Choice, Incoming, Reply } from "../../src/index.ts";
import { WIDTH, printable, render } from "./render.ts";
import type { Look } from "./render.ts";

export type Terminal = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present instant, ISO. */
  readonly now: () => string;
};

const PROMPT = "> ";

/** How text should look on this output: colour only on a terminal, and not where NO_COLOR asks for none. */
export function lookOf({ output, env }: Pick<Terminal, "output" | "env">): Look {
  const colour = output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return { colour, width: Math.min(output.columns ?? WIDTH, WIDTH) };
}

/** The choices of the last question, which a bare number picks. */
const choicesIn = (replies: readonly Reply[]): readonly Choice[] =>
  replies.flatMap(({ blocks }) => blocks).findLast((block) => block.kind === "choices")?.choices ??
  [];

const picked = (line: string, choices: readonly Choice[]): Choice | undefined =>
  /^\d{1,2}\.?$/.test(line) ? choices[Number.parseInt(line, 10) - 1] : undefined;

/** One line in, what the bot says out; remembers which choices a bare number means. */
export type Exchange = (line: string) => Promise<string>;

/** A conversation with the bot, line by line. An empty first line opens it. */
export function createExchange(bot: Bot, look: Look, now: () => string): Exchange {
  let choices: readonly Choice[] = [];
  let count = 0;
  return async (line) => {
    count += 1;
    const choice = picked(line, choices);
    const incoming: Incoming = {
      event: `line-${count}`,
      conversation: "terminal",
      from: { id: "you", name: "you" },
      at: now(),
      ...(choice === undefined
        ? { kind: "mention", text: line }
        : { kind: "interaction", token: choice.token }),
    };
    const replies = await bot.handle(incoming);
    choices = choicesIn(replies);
    return replies.map((reply) => render(reply, look)).join("\n\n");
  };
}

/**
 * The conversation on a terminal or a pipe: one line is one message, and the end of the input ends
 * it. Resolves when the input has ended and everything has been said.
 */
export async function startTerminal(bot: Bot, terminal: Terminal): Promise<void> {
  const { input, output, now } = terminal;
  const interactive = input.isTTY === true && output.isTTY === true;
  const exchange = createExchange(bot, lookOf(terminal), now);
  const prompt = (): void => void (interactive && output.write(PROMPT));

  output.write(`${await exchange("")}\n\n`);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  prompt();
  for await (const raw of lines) {
    const line = raw.trim();
    if (/^(?:exit|quit|:q)$/i.test(line)) break;
    if (line !== "") {
      // On a pipe nobody has seen the line being typed.
      output.write(interactive ? "\n" : `${PROMPT}${printable(line)}\n\n`);
      output.write(`${await exchange(line)}\n\n`);
    }
    prompt();
  }
  lines.close();
  if (interactive) output.write("\n");
}
