import type { GivenFile } from "../../chat/incoming.ts";
import { text } from "../../chat/reply.ts";
import type { Reply } from "../../chat/reply.ts";
import { quoted, reply } from "./parts.ts";

/** A file of so many bytes is checked before anybody wonders. */
const SOON = 5_000_000;

/** Bytes a second, brought here and checked; see docs/data-check.md. */
const PACE = 5_000_000;

const named = (files: readonly GivenFile[]): string =>
  files.map(({ name }) => quoted(name)).join(" and ");

const megabytes = (bytes: number): string =>
  `${Math.round(bytes / 1e6).toLocaleString("en-US")} MB`;

const sayTime = (seconds: number): string =>
  seconds < 50
    ? `${Math.max(10, Math.ceil(seconds / 10) * 10)} seconds`
    : `${Math.ceil(seconds / 60)} minutes`;

/** Said while a file is checked, if that takes its time. */
export function checking(files: readonly GivenFile[]): readonly Reply[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return bytes < SOON
    ? []
    : [
        reply(
          "notice",
          text(
            `I am checking ${named(files)} (${megabytes(bytes)}). That takes up to ${sayTime(bytes / PACE)}; I keep only what I count.`,
          ),
        ),
      ];
}

export const noDataFile = (files: readonly GivenFile[]): Reply =>
  reply(
    "notice",
    text(
      `I can check training data, as JSON Lines or CSV; ${named(files.slice(0, 2))} ${files.length === 1 ? "is neither, by its name" : "are neither, by their names"}.`,
    ),
  );

export const tooManyFiles = (): Reply =>
  reply(
    "notice",
    text(
      "I check a training file, or a training and a test file against each other. Please give me one or two at a time.",
    ),
  );

export const notChecked = (problem: string): Reply => reply("notice", text(problem));

export const cannotCheckHere = (): Reply =>
  reply(
    "notice",
    text("I cannot check files here. On the command line it is: tuning-fork check-data FILE."),
  );

/** A file came before anybody said what it is for. */
export const whatFor = (): Reply =>
  reply(
    "notice",
    text(
      "What do you want a model to learn from it? Describe your case, and I will count this in.",
    ),
  );
