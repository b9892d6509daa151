import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Slack's Web API as far as a bot posts by it, in a process of its own, so that it does not slow down
 * whom it measures. It remembers every post by where it stands and what it says it is.
 */
export type Post = {
  readonly channel: string;
  readonly thread: string;
  /** What tells a post from the same one posted twice; empty where a bot says nothing of it. */
  readonly identity: string;
  readonly at: number;
};
export type Asked = { readonly what: "posts" } | { readonly what: "count" };
export type Told =
  | { readonly what: "listening"; readonly url: string }
  | { readonly what: "posts"; readonly posts: readonly Post[]; readonly calls: number }
  | { readonly what: "count"; readonly posts: number };

const posts: Post[] = [];
let calls = 0;

/** The answer to a call, as short as bots need it. */
function answerTo(method: string, given: URLSearchParams): object {
  switch (method) {
    case "auth.test":
      return {
        ok: true,
        user_id: "UBOT",
        bot_id: "BBOT",
        team_id: "T1",
        url: "https://t.slack.com/",
      };
    case "users.info": {
      const id = given.get("user") ?? "";
      return { ok: true, user: { id, profile: { display_name: `name of ${id}` } } };
    }
    case "chat.postMessage": {
      const channel = given.get("channel") ?? "";
      const thread = given.get("thread_ts") ?? "";
      posts.push({ channel, thread, identity: given.get("metadata") ?? "", at: Date.now() });
      return { ok: true, channel, ts: `${1_800_000_000 + posts.length}.000100` };
    }
    // Looked through by a bot that does not know whether it has posted something.
    case "conversations.replies":
    case "conversations.history":
      return {
        ok: true,
        messages: posts
          .filter(({ channel }) => channel === given.get("channel"))
          .map(({ identity }, at) => ({
            ts: `${1_800_000_001 + at}.000100`,
            ...(identity === "" ? {} : { metadata: JSON.parse(identity) as unknown }),
          })),
      };
  }
  return { ok: true };
}

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    calls += 1;
    const method = (request.url ?? "").replace("/api/", "");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answerTo(method, new URLSearchParams(body))));
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const tell = (told: Told): void => void process.send?.(told);
process.on("message", ({ what }: Asked) =>
  tell(what === "posts" ? { what, posts, calls } : { what, posts: posts.length }),
);
process.on("disconnect", () => process.exit());
tell({ what: "listening", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` });
