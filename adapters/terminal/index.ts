import { hostname } from "node:os";
import { createInterface } from "node:readline";

import type { Bot, Choice, Incoming, Platform, Reply } from "../../src/index.ts";
import { WIDTH, choicesOf, printable, render } from "./render.ts";
import type { Look } from "./render.ts";

export type Terminal = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The present, as an ISO instant. */
  readonly instant: () => string;
};

const PROMPT = "> ";

/** How text should look on this output: colour only on a terminal, and not where NO_COLOR asks for none. */
export function lookOf({ output, env }: Pick<Terminal, "output" | "env">): Look {
  const colour = output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return { colour, width: Math.min(output.columns ?? WIDTH, WIDTH) };
}

/** Whose terminal it is, as far as one can tell. */
const ownerOf = ({ env }: Pick<Terminal, "env">): string =>
  `${env["USER"] ?? env["USERNAME"] ?? "somebody"}@${hostname()}`;

/** The choices of the last question, which a bare number picks. */
const choicesIn = (replies: readonly Reply[]): readonly Choice[] => {
  const last = replies.flatMap(({ blocks }) => blocks).findLast(({ kind }) => kind === "choices");
  return last?.kind === "choices" ? choicesOf(last) : [];
};

const picked = (line: string, choices: readonly Choice[]): Choice | undefined =>
  /^\d{1,2}\.?$/.test(line) ? choices[Number.parseInt(line, 10) - 1] : undefined;

/** One line in, what the bot says out; remembers which choices a bare number means. */
export type Exchange = {
  readonly say: (line: string) => Promise<string>;
  readonly end: () => Promise<void>;
};

/** Makes the bot that speaks on a platform. */
export type BotOn = (platform: Platform) => Bot;

/**
 * A conversation with the bot, line by line. An empty first line opens it. `thread` tells it from
 * those of others who keep theirs in the same store.
 */
export function createExchange(
  botOn: BotOn,
  look: Look,
  instant: () => string,
  thread = "terminal",
): Exchange {
  let choices: readonly Choice[] = [];
  let said: readonly Reply[] = [];
  let count = 0;
  // A conversation that was kept goes on, and its events are other ones than those of last time.
  const startedAt = instant();

  const bot = botOn({
    name: "terminal",
    deliver: async ({ reply, position, conversation }) => {
      if (conversation.thread !== thread)
        return { kind: "later", why: "it belongs on another terminal" };
      // What was printed stays as it is.
      if (reply.replaces === undefined || reply.purpose === "erasure") said = [...said, reply];
      return { kind: "delivered", message: String(position) };
    },
  });
  bot.start();

  return {
    say: async (line) => {
      count += 1;
      const choice = picked(line, choices);
      const incoming: Incoming = {
        event: `${startedAt}-${count}`,
        conversation: { platform: "terminal", workspace: "local", thread },
        from: { id: "you", name: "you" },
        at: instant(),
        ...(choice === undefined
          ? { kind: "mention", text: line }
          : { kind: "interaction", token: choice.token }),
      };
      said = [];
      await bot.receive(incoming);
      await bot.settled();
      choices = choicesIn(said);
      return said.map((reply) => render(reply, look)).join("\n\n");
    },
    end: () => bot.stop(),
  };
}

/**
 * The conversation on a terminal or a pipe: one line is one message, and the end of the input ends
 * it. Resolves when the input has ended and everything has been said.
 */
export async function startTerminal(botOn: BotOn, terminal: Terminal): Promise<void> {
  const { input, output, instant } = terminal;
  const interactive = input.isTTY === true && output.isTTY === true;
  const { say, end } = createExchange(botOn, lookOf(terminal), instant, ownerOf(terminal));
  const prompt = (): void => void (interactive && output.write(PROMPT));

  output.write(`${await say("")}\n\n`);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  prompt();
  for await (const raw of lines) {
    const line = raw.trim();
    if (/^(?:exit|quit|:q)$/i.test(line)) break;
    if (line !== "") {
      // On a pipe nobody has seen the line being typed.
      output.write(interactive ? "\n" : `${PROMPT}${printable(line)}\n\n`);
      output.write(`${await say(line)}\n\n`);
    }
    prompt();
  }
  lines.close();
  await end();
  if (interactive) output.write("\n");
}
