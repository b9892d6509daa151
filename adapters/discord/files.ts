import { Readable } from "node:stream";

import { DiscordAPIError, Routes } from "discord.js";
import type { REST } from "discord.js";
import { z } from "zod";

import type { GivenFile } from "../../src/index.ts";

/** https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const HOSTS: ReadonlySet<string> = new Set(["cdn.discordapp.com", "media.discordapp.net"]);

/** Where an attachment is: the address itself ends to work after a day, and the message gives a new one. */
export const fileId = (channel: string, message: string, attachment: string): string =>
  `${channel}:${message}:${attachment}`;

const Holder = z.object({
  attachments: z.array(z.object({ id: z.string(), url: z.string() })),
});

type Needs = {
  readonly rest: REST;
  /** Another REST base, whose files lie beside it. */
  readonly apiUrl: string | undefined;
};

const isTheirs = (url: URL, apiUrl: string | undefined): boolean =>
  (url.protocol === "https:" && HOSTS.has(url.hostname)) ||
  (apiUrl !== undefined && url.origin === new URL(apiUrl).origin);

const GONE = { why: "is no longer there" } as const;

/** The content of a file, or why there is none, as it follows the file's name. */
export type Give = (
  file: GivenFile,
  signal: AbortSignal,
) => Promise<Readable | { readonly why: string }>;

/** Opens the files that people attach. */
export function createGive({ rest, apiUrl }: Needs): Give {
  async function addressOf({ id }: GivenFile): Promise<URL | undefined> {
    const [channel = "", message = "", attachment] = id.split(":");
    try {
      const { attachments } = Holder.parse(await rest.get(Routes.channelMessage(channel, message)));
      const found = attachments.find((one) => one.id === attachment);
      return found === undefined ? undefined : new URL(found.url);
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 404) return undefined;
      throw error;
    }
  }

  return async (file, signal) => {
    const url = await addressOf(file);
    if (url === undefined) return GONE;
    if (!isTheirs(url, apiUrl))
      return { why: "lies somewhere else than with Discord, so I leave it alone; attach it here" };
    const response = await fetch(url, { redirect: "manual", signal });
    if (response.ok && response.body !== null) return Readable.fromWeb(response.body);
    await response.body?.cancel();
    if (response.status === 403 || response.status === 404) return GONE;
    throw new Error(`Discord gave no file (${response.status}).`);
  };
}
