import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Log } from "../../src/index.ts";
import { CannotRunError } from "../env.ts";
import { newReference } from "../reference.ts";

/** A client has so long to send its request, in milliseconds; Slack itself waits three seconds for the answer. */
const REQUEST_TIME = 10_000;
const HEADERS_TIME = 5000;
/** Longer than what proxies keep a connection open for, so that none of them sends into one that just closed. */
const KEEP_ALIVE = 65_000;
/** How often connections that have become idle are looked for while the server closes, in milliseconds. */
const IDLE_LOOK = 50;

export type HttpNeeds = {
  readonly port: number;
  readonly log: Log;
  /** Why it cannot work just now, a sentence each; none when it can. */
  readonly troubles: () => Promise<readonly string[]>;
  readonly metrics: {
    readonly page: () => Promise<string>;
    readonly contentType: string;
  };
  /** What others answer, by the beginning of the path. */
  readonly mounted: readonly { readonly prefix: string; readonly answer: RequestListener }[];
};

export type Http = {
  readonly port: number;
  /** Takes no more requests, and resolves when those under way are answered. */
  readonly close: () => Promise<void>;
};

/** What `/healthz` says. */
export const ALIVE = "It lives.\n";

const PLAIN = "text/plain; charset=utf-8";

function reply(response: ServerResponse, status: number, body: string, type = PLAIN): void {
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-length": Buffer.byteLength(body),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/**
 * One server for all that comes by HTTP: whether the process lives (`/healthz`), whether it can work
 * (`/readyz`), what it counted (`/metrics`), and what others have mounted.
 *
 * @throws CannotRunError when it cannot listen there
 */
export async function listen({ port, log, troubles, metrics, mounted }: HttpNeeds): Promise<Http> {
  const pages: ReadonlyMap<string, (response: ServerResponse) => Promise<void>> = new Map([
    ["/healthz", async (response: ServerResponse) => reply(response, 200, ALIVE)],
    [
      "/readyz",
      async (response: ServerResponse) => {
        const reasons = await troubles();
        if (reasons.length === 0) reply(response, 200, "It can work.\n");
        else reply(response, 503, `${reasons.join("\n")}\n`);
      },
    ],
    [
      "/metrics",
      async (response: ServerResponse) =>
        reply(response, 200, await metrics.page(), metrics.contentType),
    ],
  ]);

  const server = createServer(
    {
      requestTimeout: REQUEST_TIME,
      headersTimeout: HEADERS_TIME,
      keepAliveTimeout: KEEP_ALIVE,
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      const [path = ""] = (request.url ?? "").split("?");
      const theirs = mounted.find(({ prefix }) => path.startsWith(prefix));
      const page = pages.get(path);
      if (theirs !== undefined) return theirs.answer(request, response);
      // A body that nobody reads would keep the connection from its next request.
      request.resume();
      if (page === undefined) return reply(response, 404, "There is nothing here.\n");
      if (request.method !== "GET" && request.method !== "HEAD") {
        response.setHeader("allow", "GET, HEAD");
        return reply(response, 405, "This page can only be read.\n");
      }
      page(response).catch((cause: unknown) => {
        const reference = newReference();
        log({ level: "error", message: "A page could not be made.", reference, cause });
        reply(response, 500, `This page could not be made (reference ${reference}).\n`);
      });
    },
  );
  // A proxy may hold many connections open.
  server.maxConnections = 10_000;
  try {
    server.listen(port);
    await once(server, "listening");
  } catch (cause) {
    throw new CannotRunError(
      (cause as NodeJS.ErrnoException).code === "EADDRINUSE"
        ? `PORT ${port} is in use by another program: end that one, or set another PORT.`
        : `PORT ${port} cannot be listened on (${(cause as NodeJS.ErrnoException).code ?? "unknown"}): set another PORT.`,
      cause,
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      // One whose answer is just on its way is idle a moment later, and would be kept for a minute.
      const closing = setInterval(() => server.closeIdleConnections(), IDLE_LOOK);
      await closed;
      clearInterval(closing);
    },
  };
}
