import { App, LogLevel } from "@slack/bolt";

/**
 * What a Bolt app costs that keeps nothing and decides nothing: it looks up who spoke and posts one
 * message of the usual length, which is as many calls as the bot makes.
 */
const { SLACK_BOT_TOKEN: token = "", SLACK_SIGNING_SECRET: signingSecret = "" } = process.env;
const { SLACK_API_URL: slackApiUrl = "", PORT = "0" } = process.env;
const blocks = Array.from({ length: 8 }, (_, at) => ({
  type: "section" as const,
  text: { type: "mrkdwn" as const, text: `One of several lines that say something, number ${at}.` },
}));
const app = new App({
  token,
  signingSecret,
  endpoints: "/slack/events",
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
});
app.event("app_mention", async ({ event, client }) => {
  await client.users.info({ user: event.user ?? "" });
  await client.chat.postMessage({
    channel: event.channel,
    thread_ts: event.ts,
    text: "Noted",
    blocks,
  });
});
await app.start(Number(PORT));
