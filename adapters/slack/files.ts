import { Readable } from "node:stream";

import { WebAPIPlatformError } from "@slack/web-api";

import type { ConversationKey, GivenFile } from "../../src/index.ts";
import type { Access, Workspaces } from "./access.ts";

/** Slack's files lie there, and a token is sent nowhere else. */
const HOSTS: ReadonlySet<string> = new Set(["files.slack.com", "slack-files.com"]);

/** More than Slack itself sends a request on. */
const MOST_REDIRECTS = 3;

type Needs = {
  readonly workspaces: Workspaces;
  /** Another Web API base, whose files lie beside it. */
  readonly apiUrl: string | undefined;
};

const MAY_NOT =
  "may not be read by me: whoever runs me has to add the scope files:read to the Slack app and install it again";

const WHY_NOT: Readonly<Record<string, string>> = {
  file_not_found: "is no longer there",
  file_deleted: "was deleted",
  missing_scope: MAY_NOT,
};

/** Whether something may be fetched from there, with our token. */
const isTheirs = (url: URL, apiUrl: string | undefined): boolean =>
  (url.protocol === "https:" && HOSTS.has(url.hostname)) ||
  (apiUrl !== undefined && url.origin === new URL(apiUrl).origin);

/** The content of a file, or why there is none, as it follows the file's name. */
export type Give = (
  file: GivenFile,
  signal: AbortSignal,
) => Promise<Readable | { readonly why: string }>;

/** Where a file lies, or why it cannot be had. */
async function addressOf(
  { id }: GivenFile,
  { client }: Access,
): Promise<string | { readonly why: string }> {
  try {
    const { file } = await client.files.info({ file: id });
    return file?.url_private_download ?? file?.url_private ?? { why: "is no longer there" };
  } catch (error) {
    const why = error instanceof WebAPIPlatformError ? WHY_NOT[error.data.error] : undefined;
    if (why === undefined) throw error;
    return { why };
  }
}

/** Opens the files that people share, each with the token of its own workspace. */
export function createGiver({
  workspaces,
  apiUrl,
}: Needs): (conversation: ConversationKey) => Give {
  async function fetched(
    address: string,
    { token }: Access,
    signal: AbortSignal,
  ): Promise<Response | undefined> {
    let url = new URL(address);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (!isTheirs(url, apiUrl)) return undefined;
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}` },
        redirect: "manual",
        signal,
      });
      const next = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || next === null) return response;
      await response.body?.cancel();
      url = new URL(next, url);
    }
    return undefined;
  }

  return ({ workspace }) =>
    async (file, signal) => {
      const access = await workspaces.accessTo({ workspace });
      if (access === undefined) return { why: "cannot be read by me, since I was taken away here" };
      const address = await addressOf(file, access);
      if (typeof address !== "string") return address;
      const response = await fetched(address, access, signal);
      if (response === undefined)
        return { why: "lies somewhere else than with Slack, so I leave it alone; upload it here" };
      // Without the right to read it Slack shows a page to sign in.
      const isPage = response.headers.get("content-type")?.startsWith("text/html") === true;
      if (response.ok && !isPage && response.body !== null) return Readable.fromWeb(response.body);
      await response.body?.cancel();
      if (response.status === 403 || response.status === 404)
        return { why: "cannot be read by me, or is no longer there" };
      if (isPage) return { why: MAY_NOT };
      throw new Error(`Slack gave no file (${response.status}).`);
    };
}
