import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import type { WebAPICallResult, WebClientOptions } from "@slack/web-api";
import { Agent, request } from "undici";

/** Calls on their way at the same time at most; as many as Slack's own client lets there be. */
const AT_ONCE = 100;

const dispatcher = new Agent({ connections: AT_ONCE });

const FORM_TYPE = "application/x-www-form-urlencoded";

/**
 * A form as Slack's own client sends it: what is more than a word is JSON by itself. Node's functions
 * for queries go from character to character, and take three times as long.
 */
const formOf = (given: Readonly<Record<string, unknown>>): string =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const written = typeof value === "string" ? value : JSON.stringify(value);
      return `${name}=${encodeURIComponent(written)}`;
    })
    .join("&");

type Answer = WebAPICallResult & { readonly error: string };

/**
 * Slack's own client with another way to call. Its own prepares every message for a log that nobody
 * reads, waits in two queues to try again what is not tried again here, and takes several times the
 * processor time. What it throws is the same.
 */
export class SlackClient extends WebClient {
  readonly #options: Pick<WebClientOptions, "logger" | "timeout">;

  /** @param options of these, those about the address, the log and the time are heeded */
  constructor(token: string | undefined, options: WebClientOptions) {
    super(token, options);
    this.#options = options;
  }

  /** @throws one of the `WebAPI…Error`s; nothing is tried again */
  override async apiCall(
    method: string,
    { token = this.token, ...given }: Record<string, unknown> = {},
  ): Promise<WebAPICallResult> {
    const answer = await this.#ask(method, token, given);
    for (const message of answer.response_metadata?.messages ?? [])
      if (message.startsWith("[ERROR]"))
        this.#options.logger?.error(message.slice("[ERROR]".length).trim());
    if (!answer.ok) throw new WebAPIPlatformError(answer);
    return answer;
  }

  async #ask(method: string, token: unknown, given: Record<string, unknown>): Promise<Answer> {
    const { statusCode, headers, text } = await this.#send(method, token, given);
    const retryAfter = Number(headers["retry-after"]);
    if (statusCode === 429 && Number.isInteger(retryAfter))
      throw new WebAPIRateLimitedError(retryAfter);
    if (statusCode !== 200) throw new WebAPIHTTPError(statusCode, "", {}, text);
    try {
      return JSON.parse(text) as Answer;
    } catch {
      // Its own words would hold what came instead.
      throw new WebAPIRequestError(new Error(`${method} was not answered in JSON`));
    }
  }

  async #send(method: string, token: unknown, given: Record<string, unknown>) {
    const { timeout = null } = this.#options;
    try {
      const { statusCode, headers, body } = await request(`${this.slackApiUrl}${method}`, {
        dispatcher,
        method: "POST",
        headers: {
          ...(typeof token === "string" ? { authorization: `Bearer ${token}` } : {}),
          "content-type": FORM_TYPE,
        },
        body: formOf(given),
        headersTimeout: timeout,
        bodyTimeout: timeout,
      });
      return { statusCode, headers, text: await body.text() };
    } catch (cause) {
      throw new WebAPIRequestError(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }
}
