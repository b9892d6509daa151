import { PermissionFlagsBits } from "discord.js";

/** What the bot needs, by the names that Discord's settings show, and what for. */
const NEEDED = [
  { name: "View Channel", bit: PermissionFlagsBits.ViewChannel, for: "to see who speaks to it" },
  {
    name: "Send Messages",
    bit: PermissionFlagsBits.SendMessages,
    for: "to answer, and to begin a thread after a command",
  },
  {
    name: "Create Public Threads",
    bit: PermissionFlagsBits.CreatePublicThreads,
    for: "to keep a decision in a thread of its own",
  },
  {
    name: "Send Messages in Threads",
    bit: PermissionFlagsBits.SendMessagesInThreads,
    for: "to ask and to answer there",
  },
  {
    name: "Read Message History",
    bit: PermissionFlagsBits.ReadMessageHistory,
    for: "to reply to a message, and to take up what was said while it was away",
  },
  { name: "Embed Links", bit: PermissionFlagsBits.EmbedLinks, for: "to show sources as links" },
  {
    name: "Attach Files",
    bit: PermissionFlagsBits.AttachFiles,
    for: "to export as a file, and to show charts",
  },
] as const;

const ALL_NEEDED = NEEDED.reduce((sum, { bit }) => sum | bit, 0n);

/** The names of what is missing. An administrator may do everything. */
export const missingFrom = (granted: bigint): readonly string[] =>
  (granted & PermissionFlagsBits.Administrator) === 0n
    ? NEEDED.filter(({ bit }) => (granted & bit) === 0n).map(({ name }) => name)
    : [];

/** Whether somebody may manage what others began. */
export const mayManage = (granted: bigint): boolean =>
  (granted & (PermissionFlagsBits.ManageThreads | PermissionFlagsBits.Administrator)) !== 0n;

/** Whether somebody may set the bot up. */
export const maySetUp = (granted: bigint): boolean =>
  (granted & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;

/** The link by which a server takes the bot in, with what it needs and nothing else. */
export const inviteLink = (application: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${application}&permissions=${ALL_NEEDED}&scope=bot+applications.commands`;

/** "A", "A and B", "A, B and C". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
