import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the fake was asked, as it came in. */
type Asked = { readonly body: string; readonly authorization: string | undefined };

/** How it answers: with the content of a completion, or in a way of its own. */
export type Answer = string | ((response: ServerResponse) => void);

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** An endpoint for chat completions that says what it is told to say, and remembers what it was asked. */
export async function startEndpoint() {
  const asked: Asked[] = [];
  let answer: Answer = '{"facts":[]}';
  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    asked.push({
      body: await bodyOf(request),
      authorization: request.headers.authorization,
    });
    if (typeof answer === "function") return answer(response);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ message: { content: answer } }] }));
  }
  const server = createServer((request, response) => void answerTo(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    answerWith: (next: Answer) => void (answer = next),
    /** What people's words it has seen: the last message of each request. */
    wordsSeen: () =>
      asked.map(
        ({ body }) =>
          (JSON.parse(body) as { messages: readonly { content: string }[] }).messages.at(-1)
            ?.content,
      ),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
