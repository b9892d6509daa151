import { z } from "zod";

/** Events, commands and clicks say each in its way that an organisation has installed the app for its workspaces. */
const Installed = z.object({
  authorizations: z
    .array(
      z.object({
        is_enterprise_install: z.boolean().nullish(),
        enterprise_id: z.string().nullish(),
      }),
    )
    .nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  enterprise_id: z.string().nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
});

/** The organisation that has installed the app where something happened; undefined where the workspace did by itself. */
export function organisationIn(body: unknown): string | undefined {
  const { data } = Installed.safeParse(body);
  const by = data?.authorizations?.[0] ?? data;
  return String(by?.is_enterprise_install) === "true"
    ? (by?.enterprise_id ?? data?.enterprise?.id)
    : undefined;
}

/** https://docs.slack.dev/reference/events: app_uninstalled, tokens_revoked, team_access_revoked. */
const EndingEvent = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event_time: z.number(),
  event: z.discriminatedUnion("type", [
    z.object({ type: z.literal("app_uninstalled") }),
    z.object({
      type: z.literal("tokens_revoked"),
      // The tokens of people are not used here; without the bot's nothing works any more.
      tokens: z.object({ bot: z.array(z.string()).min(1) }),
    }),
    z.object({ type: z.literal("team_access_revoked"), team_ids: z.array(z.string()) }),
  ]),
});

/** Where the app was taken away, and when, in milliseconds since 1970. */
export type Ended = { readonly places: readonly string[]; readonly at: number };

/** Where the app was taken away; undefined for anything else that Slack tells. */
export function endedIn(body: unknown): Ended | undefined {
  const { data } = EndingEvent.safeParse(body);
  if (data === undefined) return undefined;
  const { event, team_id: workspace, enterprise_id: organisation } = data;
  // Slack tells the second, and who installs an app may take it away in the same one.
  const at = data.event_time * 1000 + 999;
  if (event.type === "team_access_revoked") return { places: event.team_ids, at };
  // Where an organisation has installed it, it is the organisation that takes it away from all.
  const place = organisationIn(body) ?? workspace ?? organisation;
  return place === null || place === undefined ? undefined : { places: [place], at };
}
