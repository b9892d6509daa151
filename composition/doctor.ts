import { doctorCommand } from "../adapters/cli/doctor.ts";
import { clock } from "../adapters/clock.ts";
import { examineDiscord } from "../adapters/discord/examination.ts";
import type { Read } from "../adapters/env.ts";
import { findingsOf } from "../adapters/examination.ts";
import type { Finding } from "../adapters/examination.ts";
import { examinePort } from "../adapters/http/examination.ts";
import { examineLanguageModel } from "../adapters/language-model/examination.ts";
import { examineSlack } from "../adapters/slack/examination.ts";
import type { SlackSettings } from "../adapters/slack/settings.ts";
import { examineStore } from "../adapters/stores/examination.ts";
import { PRICES, newestPrice } from "../src/index.ts";
import type { PriceList } from "../src/index.ts";
import { readConfiguration } from "./configuration.ts";

/** The oldest Node that it is checked on. */
const OLDEST_NODE = [20, 19] as const;

function examineNode(version: string): Finding {
  const { ok, fix } = findingsOf("Node");
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return isNew
    ? ok(`${version.replace(/^v/, "")}.`)
    : fix(`it is ${version}; install ${OLDEST_NODE.join(".")} or newer.`);
}

function examinePrices(given: PriceList | undefined, today: string): readonly Finding[] {
  const { ok, look } = findingsOf("Prices");
  const newest = newestPrice(given ?? PRICES, today);
  const list = given === undefined ? "the built-in list" : "PRICES_FILE";
  if (newest === undefined) return [look(`no row of ${list} has a date.`)];
  return [
    newest.isOld
      ? look(
          `the newest of ${list} is ${newest.days} days old (${newest.on}): update Tuning Fork, or name a list of your own with PRICES_FILE.`,
        )
      : ok(`the newest of ${list} is of ${newest.on}.`),
  ];
}

function examineStart(isOnSlack: string | undefined, isOnDiscord: boolean): Finding {
  const { ok } = findingsOf("Start");
  const places = [
    ...(isOnSlack === undefined ? [] : [`on Slack by ${isOnSlack}`]),
    ...(isOnDiscord ? ["on Discord"] : []),
  ];
  return places.length === 0
    ? ok("no platform has a token, so it opens the conversation in this terminal.")
    : ok(`it will be ${places.join(" and ").replace(/,$/, "")}.`);
}

const WAYS = { socket: "Socket Mode", http: "HTTP" } as const;
const wayOf = ({ mode, workspaces }: SlackSettings): string =>
  `${WAYS[mode]}${workspaces === "many" ? ", for every workspace that installs it," : ""}`;

/** What the parts of the configuration are called. */
const PARTS: Readonly<Record<keyof ReturnType<typeof readConfiguration>, string>> = {
  slack: "Slack",
  discord: "Discord",
  store: "Store",
  http: "Port",
  logLevel: "Log",
  model: "Language model",
  prices: "Prices",
  together: "Start",
};

/** Looks at everything that a start needs, all at once, and changes nothing. */
export async function doctor(): Promise<number> {
  const { env, stdout, version } = process;
  const configuration = readConfiguration(env);
  const { slack, discord, store, http, model, prices } = configuration;
  const problems = Object.entries(PARTS).flatMap(([part, of]) =>
    configuration[part as keyof typeof PARTS].problems.map(findingsOf(of).fix),
  );
  const today = clock.instant().slice(0, 10);
  const found = await Promise.all([
    lookAt(slack, (settings) => examineSlack(settings, clock.now)),
    lookAt(discord, (settings) => examineDiscord(settings, clock.now)),
    lookAt(store, ({ url }) => examineStore(url)),
    lookAt(http, (settings) => examinePort(settings, slack.settings?.mode === "http")),
    lookAt(model, examineLanguageModel),
  ]);
  const start =
    slack.problems.length + discord.problems.length > 0
      ? []
      : [examineStart(slack.settings && wayOf(slack.settings), discord.settings !== undefined)];
  const priced = prices.problems.length > 0 ? [] : examinePrices(prices.settings, today);
  return doctorCommand(
    [examineNode(version), ...start, ...problems, ...found.flat(), ...priced],
    stdout,
  );
}

/** Looks at a part that has settings. */
const lookAt = async <T>(
  { settings }: Read<T>,
  look: (settings: T) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> => (settings === undefined ? [] : look(settings));
