import type { Bot, Clock, Store } from "../src/index.ts";
import type { Connected } from "./platforms.ts";

/** The store has so long to answer whoever asks whether it works, in milliseconds. */
const PROBE_TIME = 1500;

const NOBODY = { platform: "slack", workspace: "", thread: "" };

/** Whether the store answers in time, asked for something that is never there. */
async function storeAnswers(store: Store, clock: Clock): Promise<boolean> {
  let callOff: (() => void) | undefined;
  const late = new Promise<false>((resolve) => {
    callOff = clock.after(PROBE_TIME, () => resolve(false));
  });
  const answered = store.conversations.has(NOBODY).then(
    () => true,
    () => false,
  );
  const isInTime = await Promise.race([answered, late]);
  callOff?.();
  return isInTime;
}

export type Readiness = {
  readonly bot: Bot;
  readonly store: Store;
  readonly clock: Clock;
  readonly connected: readonly Connected[];
};

/** What keeps this process from working just now, a sentence each, without anything that is secret. */
export async function troublesOf({
  bot,
  store,
  clock,
  connected,
}: Readiness): Promise<readonly string[]> {
  return [
    ...connected
      .filter(({ isConnected }) => !isConnected())
      .map(({ where }) => `Not yet, or no longer, ${where}.`),
    ...((await storeAnswers(store, clock)) ? [] : ["The store does not answer."]),
    ...bot.troubles(),
  ];
}
