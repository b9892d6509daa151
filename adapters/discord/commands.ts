import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
} from "discord.js";
import type { REST, RESTPutAPIApplicationCommandsJSONBody } from "discord.js";
import { z } from "zod";

import { LIMITS } from "./limits.ts";

/** Words in other languages, by Discord's names of them; none yet, and English where one is missing. */
type Localised = Readonly<Record<string, string>>;
const NONE: Localised = {};

const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** The commands that Discord shows. Names stay; descriptions may be said in other languages. */
export const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: "tuning-fork",
    name_localizations: NONE,
    description: "Fine-tune, engineer the prompt, or both? Describe your case.",
    description_localizations: NONE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "task",
        name_localizations: NONE,
        description:
          "What the model should do, and what you know: examples, traffic, how far a prompt gets",
        description_localizations: NONE,
        max_length: LIMITS.inputText,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "private",
        name_localizations: NONE,
        description: "Only between you and me, in a direct message",
        description_localizations: NONE,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: "show",
        name_localizations: NONE,
        description: "Look something up instead",
        description_localizations: NONE,
        choices: [
          { name: "What I understand", value: "help", name_localizations: NONE },
          { name: "My last decisions", value: "list", name_localizations: NONE },
          { name: "What is kept of what we say", value: "privacy", name_localizations: NONE },
          { name: "Setup: what I may do here", value: "setup", name_localizations: NONE },
        ],
      },
    ],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.Message,
    name: "Ask Tuning Fork about this",
    name_localizations: NONE,
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

const Registered = z.array(z.looseObject({ name: z.string(), type: z.number().optional() }));

/**
 * Tells Discord the commands, unless it has them: it lets them be registered only so often a day.
 *
 * @returns whether anything had to be told
 */
export async function registerCommands(rest: REST, application: string): Promise<boolean> {
  const route = Routes.applicationCommands(application);
  const query = new URLSearchParams({ with_localizations: "true" });
  const { data: registered = [] } = Registered.safeParse(await rest.get(route, { query }));
  const isSame =
    registered.length === COMMANDS.length &&
    COMMANDS.every((command) =>
      registered.some(
        ({ name, ...one }) => name === command.name && has({ name, ...one }, command),
      ),
    );
  if (!isSame) await rest.put(route, { body: COMMANDS });
  return !isSame;
}
