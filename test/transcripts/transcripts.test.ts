import { readFileSync, readdirSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { clock } from "../../adapters/clock.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createExchange } from "../../adapters/terminal/index.ts";
import { WIDTH } from "../../adapters/terminal/render.ts";
import { createBot } from "../../src/index.ts";

/**
 * Whole conversations, played against the real bot. Each file is a test and a page of documentation:
 * lines that begin with "> " are what a person says, the fenced text is what the bot answers.
 * `npx vitest -u` writes the answers anew; the review shows how the bot's speech changed.
 */
const FOLDER = new URL("./", import.meta.url);
const AT = "2026-11-23T12:00:00Z";

const transcripts = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));

/** What a person says in a transcript; nothing inside a fence is theirs. */
function linesOf(markdown: string): { readonly intro: string; readonly said: readonly string[] } {
  const outside = markdown.split(/^```.*$/m).filter((_, at) => at % 2 === 0);
  const said = outside.flatMap((part) => part.split("\n")).filter((line) => line.startsWith("> "));
  return {
    intro: (outside[0] ?? "").split("\n> ")[0]?.trimEnd() ?? "",
    said: said.map((line) => line.slice(2)),
  };
}

/** Lines too wide for the screen; an address is not broken, and the exported document has no width. */
const tooWide = (text: string): readonly string[] =>
  text.includes("# Decision record")
    ? []
    : text.split("\n").filter((line) => line.length > WIDTH && !line.includes("https://"));

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

test("what the README quotes is what the bot says", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const first = readFileSync(new URL("first-decision.md", FOLDER), "utf8");
  const quoted = [...readme.matchAll(/^```text\n(.*?)\n```$/gms)].map(([, text]) => text);
  expect(quoted.length).toBeGreaterThan(1);
  for (const text of quoted) expect(first).toContain(text);
});

describe("transcripts", () => {
  test("there are some", () => {
    expect(transcripts.length).toBeGreaterThan(5);
  });

  test.each(transcripts)("%s", async (name) => {
    const file = new URL(name, FOLDER);
    const { intro, said } = linesOf(readFileSync(file, "utf8"));
    const { say, end } = createExchange(
      (terminal) =>
        createBot({
          store: createMemoryStore(),
          platforms: [terminal],
          clock,
          log: ({ message }) => expect.fail(message),
          replica: "only",
        }),
      { width: WIDTH, colour: false },
      () => AT,
    );
    const parts = [intro];
    for (const line of said) {
      const answer = await say(line);
      expect(tooWide(answer)).toEqual([]);
      parts.push(`> ${line}`, fenced(answer));
    }
    await end();
    const played = `${parts.join("\n\n")}\n`;
    await expect(played).toMatchFileSnapshot(file.pathname);
  });
});
