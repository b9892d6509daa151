import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
} from "discord.js";
import type { LocalizationMap, REST, RESTPutAPIApplicationCommandsJSONBody } from "discord.js";
import { z } from "zod";

import { nothingIfRefused } from "./errors.ts";
import { LIMITS } from "./limits.ts";

/**
 * TABLE: what is said of the commands in other languages, by the English words and Discord's names of
 * languages. None yet; where one is missing, Discord shows the English.
 */
const TRANSLATIONS: Readonly<Record<string, LocalizationMap>> = {};

const described = (description: string) => ({
  description,
  description_localizations: TRANSLATIONS[description] ?? {},
});
const shownAs = (name: string, value: string) => ({
  name,
  name_localizations: TRANSLATIONS[name] ?? {},
  value,
});

const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** The commands that Discord shows. Their names stay as they are in every language. */
const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: "tuning-fork",
    ...described("Fine-tune, engineer the prompt, or both? Describe your case."),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "task",
        ...described(
          "What the model should do, and what you know: examples, traffic, how far a prompt gets",
        ),
        max_length: LIMITS.inputText,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "private",
        ...described("Only between you and me, in a direct message"),
      },
      {
        type: ApplicationCommandOptionType.String,
        name: "show",
        ...described("Look something up instead"),
        choices: [
          shownAs("What I understand", "help"),
          shownAs("My last decisions", "list"),
          shownAs("What is kept of what we say", "privacy"),
          shownAs("Setup: what I may do here", "setup"),
        ],
      },
    ],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.Message,
    name: "Ask Tuning Fork about this",
  },
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether what is there has all that is wanted; Discord adds fields of its own, and leaves empty ones out. */
function has(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(there) &&
      there.length === wanted.length &&
      wanted.every((one, at) => has(there[at], one))
    );
  if (!isObject(wanted)) return there === wanted;
  const entries = Object.entries(wanted);
  if (entries.length === 0) return there === undefined || there === null || isObject(there);
  return isObject(there) && entries.every(([key, value]) => has(there[key], value));
}

const Registered = z.array(z.looseObject({ name: z.string() }));

/** Whether the commands that Discord told us it has are the present ones. */
export function areRegistered(there: unknown): boolean {
  const { data: registered = [] } = Registered.safeParse(there);
  return (
    registered.length === COMMANDS.length &&
    COMMANDS.every((command) =>
      registered.some((one) => one.name === command.name && has(one, command)),
    )
  );
}

/**
 * Tells Discord the commands, unless it has them: it lets them be registered only so often a day.
 *
 * @returns whether anything had to be told
 */
export async function registerCommands(rest: REST, application: string): Promise<boolean> {
  const route = Routes.applicationCommands(application);
  const query = new URLSearchParams({ with_localizations: "true" });
  // Servers that speak Discord's language need not tell what they have.
  const there = await rest.get(route, { query }).catch(nothingIfRefused);
  const isSame = areRegistered(there);
  if (!isSame) await rest.put(route, { body: COMMANDS });
  return !isSame;
}
