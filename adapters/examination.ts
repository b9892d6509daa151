/** One thing that was looked at: as it should be, worth a look, or to be mended. */
export type Finding = {
  readonly verdict: "ok" | "look" | "fix";
  /** The part of the program: "Slack". */
  readonly of: string;
  /** What is so, and for "look" and "fix" what to do. Never holds a secret. */
  readonly sentence: string;
};

/** Makes findings of one part. */
export const findingsOf = (of: string) => {
  const make =
    (verdict: Finding["verdict"]) =>
    (sentence: string): Finding => ({ verdict, of, sentence });
  return { ok: make("ok"), look: make("look"), fix: make("fix") };
};

/** How long one service may take to answer, in milliseconds. */
export const PATIENCE = 5000;

/** Clocks may be so far apart, in milliseconds: Slack's signatures are refused after five minutes. */
const CLOCK_LIMIT = 5 * 60_000;
const CLOCK_NOTICE = 30_000;

/** Whether our clock agrees with that of a service, as its answer tells. */
export function examineClock(of: string, date: string | null, now: number): readonly Finding[] {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return [];
  const { ok, look, fix } = findingsOf(of);
  const apart = now - theirs;
  const minutes = Math.round(Math.abs(apart) / 60_000);
  const way = apart > 0 ? "ahead" : "behind";
  if (Math.abs(apart) >= CLOCK_LIMIT)
    return [
      fix(`this machine's clock is ${minutes} minutes ${way}; set it by a time service (NTP).`),
    ];
  return [
    Math.abs(apart) >= CLOCK_NOTICE
      ? look(
          `this machine's clock is ${Math.round(Math.abs(apart) / 1000)} seconds ${way}; let a time service (NTP) set it.`,
        )
      : ok("its clock and ours agree."),
  ];
}
