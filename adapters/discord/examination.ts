import { z } from "zod";

import { PATIENCE, examineClock, findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";
import { areRegistered } from "./commands.ts";
import { inviteLink } from "./permissions.ts";
import { CONTENT_FLAGS } from "./settings.ts";
import type { DiscordSettings } from "./settings.ts";

const { ok, look, fix } = findingsOf("Discord");

const DEFAULT_URL = "https://discord.com/api";

const Self = z.object({ id: z.string(), username: z.string().optional() });
const Application = z.object({ id: z.string(), flags: z.number().optional() });
const Gateway = z.object({
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
  }),
});

type Asked = { readonly status: number; readonly body: unknown; readonly date: string | null };

/** Fewer connections than this may be used up within the day by restarts. */
const FEW_SESSIONS = 100;

function examineContent(wanted: boolean | undefined, flags: number): Finding {
  const isGranted = (flags & CONTENT_FLAGS) !== 0;
  if (isGranted)
    return wanted === false
      ? look(
          "the message content intent is granted, but DISCORD_MESSAGE_CONTENT is false: people have to mention me in threads; leave the variable out to use it.",
        )
      : ok("the message content intent is granted: nobody has to mention me in my threads.");
  return wanted === true
    ? fix(
        "DISCORD_MESSAGE_CONTENT is true, but the message content intent is not granted: turn it on under “Bot” in the developer portal, or leave the variable out.",
      )
    : ok(
        "the message content intent is not granted, so people mention me in threads; to change that, turn it on under “Bot” in the developer portal.",
      );
}

function examineServers(guilds: unknown, application: string): Finding {
  const { data: all = [] } = z.array(z.unknown()).safeParse(guilds);
  return all.length === 0
    ? look(`it is in no server yet; take it in by ${inviteLink(application)}`)
    : ok(`it is in ${all.length === 1 ? "one server" : `${all.length} servers`}.`);
}

function examineSessions(gateway: unknown): readonly Finding[] {
  const { data } = Gateway.safeParse(gateway);
  if (data === undefined) return [];
  const { total, remaining, reset_after: wait } = data.session_start_limit;
  const hours = Math.max(1, Math.round(wait / 3_600_000));
  const left = `${remaining} of ${total} connections are left for the next ${hours === 1 ? "hour" : `${hours} hours`}`;
  if (remaining === 0)
    return [fix(`${left}: something has started it again and again; wait, and look at the log.`)];
  return [
    remaining < FEW_SESSIONS
      ? look(`${left}: something starts it again and again; look at the log.`)
      : ok(`${left}.`),
  ];
}

/** Looks whether Discord takes us as we are set up; changes nothing there. */
export async function examineDiscord(
  settings: DiscordSettings,
  now: () => number,
): Promise<readonly Finding[]> {
  const ask = async (path: string): Promise<Asked> => {
    const response = await fetch(`${settings.apiUrl ?? DEFAULT_URL}/v10${path}`, {
      headers: { authorization: `Bot ${settings.token}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
    return {
      status: response.status,
      body: await response.json(),
      date: response.headers.get("date"),
    };
  };
  try {
    const [self, application, guilds, gateway] = await Promise.all([
      ask("/users/@me"),
      ask("/applications/@me"),
      ask("/users/@me/guilds"),
      ask("/gateway/bot"),
    ]);
    const { data: us } = Self.safeParse(self.body);
    if (self.status === 401 || us === undefined)
      return [
        fix(
          "it refuses DISCORD_TOKEN: copy it again from “Bot” in the developer portal (“Reset Token” makes a new one).",
        ),
      ];
    const { data: app = { id: us.id, flags: 0 } } = Application.safeParse(application.body);
    const commands = await ask(`/applications/${app.id}/commands?with_localizations=true`);
    return [
      ok(`DISCORD_TOKEN is good: it is the bot ${us.username ?? us.id}.`),
      examineContent(settings.messageContent, app.flags ?? 0),
      areRegistered(commands.body)
        ? ok("/tuning-fork and the menu of messages are registered in their present form.")
        : ok("/tuning-fork will be registered in its present form at the next start."),
      examineServers(guilds.body, app.id),
      ...examineSessions(gateway.body),
      ...examineClock("Discord", self.date, now()),
    ];
  } catch (cause) {
    return [
      fix(
        `it cannot be reached (${cause instanceof Error ? cause.name : "unknown"}): check the network, and DISCORD_API_URL if it is set.`,
      ),
    ];
  }
}
