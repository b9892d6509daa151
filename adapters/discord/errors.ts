import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";

/** Discord's codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes, read 2026-11-23. */
export const CODE = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownUser: 10_013,
  tooManyOldEdits: 30_046,
  alreadyAnswered: 40_060,
  missingAccess: 50_001,
  cannotWriteTo: 50_007,
  missingPermissions: 50_013,
  archived: 50_083,
  noCommonServer: 50_278,
  hasThread: 160_004,
  locked: 160_005,
  blocked: 200_000,
  blockedTitle: 200_001,
} as const;

type Codes = ReadonlySet<number>;

/** The bot may not do it there. */
export const FORBIDDEN: Codes = new Set([CODE.missingAccess, CODE.missingPermissions]);

/** Nothing can be said there any more, by nobody of ours. */
export const GONE: Codes = new Set([
  CODE.unknownChannel,
  CODE.unknownUser,
  CODE.cannotWriteTo,
  CODE.noCommonServer,
  CODE.locked,
  CODE.blocked,
  CODE.blockedTitle,
  ...FORBIDDEN,
]);

/** A message that cannot be changed or taken away any more: it is gone, old, or not for us to touch. */
export const BEYOND_REACH: Codes = new Set([
  CODE.unknownChannel,
  CODE.unknownMessage,
  CODE.tooManyOldEdits,
  CODE.locked,
  CODE.archived,
  ...FORBIDDEN,
]);

export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : undefined;

export const isOneOf = (codes: Codes, error: unknown): boolean => codes.has(codeOf(error) ?? 0);

const TOO_MANY = 429;

/** Whether Discord says that it never will, as opposed to not now. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DiscordAPIError &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== TOO_MANY &&
  error.status !== 401;

/** What cannot be seen is nothing; what only failed is worth another try. */
export const nothingIfRefused = (error: unknown): undefined => {
  if (!isRefusal(error)) throw error;
  return undefined;
};

/** In how many milliseconds it may be tried again; undefined when Discord does not say. */
export const waitIn = (error: unknown): number | undefined =>
  error instanceof RateLimitError ? Math.max(error.retryAfter, error.timeToReset) : undefined;

/** What went wrong, without the words of anybody: a request's body is no part of it. */
export const sayError = (error: unknown): string => {
  if (error instanceof DiscordAPIError) return `Discord says ${error.code} (${error.status})`;
  if (error instanceof HTTPError) return `Discord answered with ${error.status}`;
  if (error instanceof RateLimitError) return "rate limited";
  return error instanceof Error ? error.message : String(error);
};
