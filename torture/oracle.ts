import { newConversation } from "../src/dialogue/conversation.ts";
import { turn } from "../src/dialogue/turn.ts";
import type { ConversationKey, Incoming } from "../src/index.ts";
import type { Shown } from "./platform.ts";

/** An event as it was sent: when first, and when the bot first said that it has it. */
export type Sent = {
  readonly incoming: Incoming;
  readonly firstSentAt: number;
  readonly takenInAt: number;
};

/** What must not happen, counted. */
export type Findings = {
  /** Events that were taken in and never answered. */
  readonly lost: readonly string[];
  /** Replies that a platform shows twice. */
  readonly doubled: readonly string[];
  /** Replies in another order than they were said, or events handled in another than they happened. */
  readonly outOfOrder: readonly string[];
  /** Replies that are not what the pure core says to the same events in the same order. */
  readonly different: readonly string[];
};

const repeated = (values: readonly number[]): readonly number[] =>
  values.filter((value, at) => values.indexOf(value) < at);

/** Events that must have been answered in their order: the later one happened after the other was safe. */
function misplaced(order: readonly Sent[]): readonly string[] {
  return order.flatMap((later, at) =>
    order
      .slice(at + 1)
      .filter(
        (earlier) =>
          earlier.takenInAt < later.firstSentAt &&
          Date.parse(earlier.incoming.at) <= Date.parse(later.incoming.at),
      )
      .map((earlier) => `${later.incoming.event} before ${earlier.incoming.event}`),
  );
}

/** Compares what a platform shows in one conversation with what the pure core must say there. */
export function judge(
  conversation: ConversationKey,
  sent: readonly Sent[],
  shown: readonly Shown[],
): Findings {
  const name = Object.values(conversation).join("/");
  const positions = shown.map(({ position }) => position);
  const isGrowing = positions.every(
    (position, at) => at === 0 || (positions[at - 1] ?? 0) <= position,
  );

  const answered = [...new Set(shown.map(({ event }) => event))];
  const byEvent = new Map(sent.map((one) => [one.incoming.event, one]));
  const order = answered.flatMap((event) => byEvent.get(event) ?? []);

  let state = newConversation();
  const states = [state];
  const expected: string[] = [];
  for (const { incoming } of order) {
    const { conversation: after, replies } = turn(state, incoming);
    expected.push(...replies.map((reply) => `${incoming.event} ${JSON.stringify(reply)}`));
    state = after;
    states.push(state);
  }
  // What people say among themselves is not answered; it was handled in some state where it is not for us.
  const isBesideUs = ({ incoming }: Sent): boolean =>
    states.some((before) => {
      const { conversation: after, replies } = turn(before, incoming);
      return after === before && replies.length === 0;
    });
  const once = shown.filter((one, at) => positions.indexOf(one.position) === at);
  const seen = once.map(({ event, content }) => `${event} ${content}`);
  const isSame = JSON.stringify(seen) === JSON.stringify(expected);

  return {
    lost: sent
      .filter((one) => !answered.includes(one.incoming.event) && !isBesideUs(one))
      .map(({ incoming }) => `${name} ${JSON.stringify(incoming)}`),
    doubled: repeated(positions).map((position) => `${name} ${position}`),
    outOfOrder: [...(isGrowing ? [] : [name]), ...misplaced(order).map((why) => `${name}: ${why}`)],
    different: isSame ? [] : [name],
  };
}
