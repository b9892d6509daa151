import { WebAPIPlatformError } from "@slack/web-api";

import { CannotRunError } from "../env.ts";

/** The sentence for a start that Slack did not let happen. */
function explained(cause: unknown): CannotRunError {
  const what = cause instanceof Error ? cause.message : String(cause);
  const sentence =
    cause instanceof WebAPIPlatformError
      ? `Slack refused the tokens (${cause.data.error}): copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN again from the app's settings, and install the app again if its scopes changed.`
      : `Slack cannot be reached (${what.replaceAll(/\s+/g, " ")}): check the network, and SLACK_API_URL if it is set.`;
  return new CannotRunError(sentence, cause);
}

/**
 * Waits for a call of Slack's without which there is no start.
 *
 * @throws CannotRunError when it refuses, or cannot be reached
 */
export async function unlessRefused<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    throw explained(cause);
  }
}
