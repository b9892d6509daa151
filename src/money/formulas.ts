/**
 * What things cost, as providers compute it (DECISION 2.7). All money is US dollars; `mtok` is a
 * million tokens; a month has 730 hours unless somebody says otherwise.
 */

/** Hours in a month, as clouds bill it: 365 days of 24 hours, divided by 12. */
const HOURS_PER_MONTH = 730;

const TOKENS_PER_MTOK = 1_000_000;

/** What a provider asks for a million tokens that go in and come out. */
export type TokenPrice = {
  readonly input_per_mtok: number;
  readonly output_per_mtok: number;
  /** For input that it remembers; where it does not, all input is new. */
  readonly cached_input_per_mtok?: number | undefined;
};

/** The tokens of one request, and the share of its input that the provider remembers, 0 to 1. */
export type RequestTokens = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedShare: number;
};

/** One request: new input, remembered input and output, each at its price. */
export function requestUsd(
  { inputTokens, outputTokens, cachedShare }: RequestTokens,
  { input_per_mtok, cached_input_per_mtok = input_per_mtok, output_per_mtok }: TokenPrice,
): number {
  const input =
    (1 - cachedShare) * inputTokens * input_per_mtok +
    cachedShare * inputTokens * cached_input_per_mtok;
  return (input + outputTokens * output_per_mtok) / TOKENS_PER_MTOK;
}

/** A model that is kept ready, used or not. */
export const hostingUsd = (usdPerHour: number, hours: number = HOURS_PER_MONTH): number =>
  usdPerHour * hours;

type TrainingRun = {
  /** Tokens of the training file. */
  readonly fileTokens: number;
  /** How often the file is gone through. */
  readonly epochs: number;
  /** Tokens of the validation file, all evaluations together, where they are billed as well. */
  readonly validationTokens?: number;
};

/** One training run that is billed by the token: every token, each time it is gone through. */
export const trainingUsd = (
  { fileTokens, epochs, validationTokens = 0 }: TrainingRun,
  usdPerMtok: number,
  minimumUsd = 0,
): number =>
  Math.max(minimumUsd, ((fileTokens * epochs + validationTokens) * usdPerMtok) / TOKENS_PER_MTOK);

/** One training run that is billed by the hour. */
export const trainingByTheHourUsd = (hours: number, usdPerHour: number): number =>
  hours * usdPerHour;

/** Hours that a graphics card needs to go through a training file. */
export const trainingHours = (
  { fileTokens, epochs }: TrainingRun,
  tokensPerSecond: number,
): number => (fileTokens * epochs) / tokensPerSecond / 3600;

/** People who write down the right answer for examples. */
export const labellingUsd = (
  examples: number,
  minutesPerExample: number,
  usdPerHour: number,
): number => ((examples * minutesPerExample) / 60) * usdPerHour;

const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

/** How many machines a month's tokens need at the busiest time; one at least. */
export const machinesNeeded = (
  tokensPerMonth: number,
  tokensPerSecond: number,
  peakToAverage: number,
): number =>
  Math.max(1, Math.ceil((tokensPerMonth * peakToAverage) / SECONDS_PER_MONTH / tokensPerSecond));

/**
 * Months until a saving has paid for what it cost; undefined when there is no saving. What costs
 * nothing more at the start has paid at once.
 */
export const paybackMonths = (moreOnceUsd: number, savedUsdPerMonth: number): number | undefined =>
  moreOnceUsd <= 0 && savedUsdPerMonth >= 0
    ? 0
    : savedUsdPerMonth > 0
      ? moreOnceUsd / savedUsdPerMonth
      : undefined;

/**
 * The smallest whole number in a range from which on something holds, by halving: it must not hold
 * again and stop holding further up. Undefined when it does not hold at the upper end either.
 */
export function smallestWhere(
  low: number,
  high: number,
  holds: (amount: number) => boolean,
): number | undefined {
  if (!holds(high)) return undefined;
  let [below, from] = [low - 1, high];
  while (from - below > 1) {
    const middle = Math.floor((below + from) / 2);
    if (holds(middle)) from = middle;
    else below = middle;
  }
  return from;
}
