import type { Chance } from "./chance.ts";
import type { Answer, Post } from "./protocol.ts";

/** What a platform shows, in the order in which it came to be there. */
export type Shown = Post & { readonly message: string };

export type FakePlatforms = {
  /** Answers a request after a while, or never; `answer` may find nobody there any more. */
  readonly post: (post: Post, answer: (answer: Answer) => void) => void;
  readonly find: (post: Post, answer: (answer: Answer) => void) => void;
  readonly shown: readonly Shown[];
  /** Deliveries of what was there already, that were recognised as the same. */
  readonly recognised: () => number;
};

const identityOf = ({ conversation, position }: Post): string =>
  JSON.stringify([conversation.platform, conversation.workspace, conversation.thread, position]);

/** Two platforms with bad days: they are slow, busy or broken, before and after they have shown what they were sent. */
export function createFakePlatforms(chance: Chance): FakePlatforms {
  const shown: Shown[] = [];
  const first = new Map<string, Shown>();
  let recognised = 0;

  const later = (run: () => void): void => void setTimeout(run, chance.between(0, 20));

  function show(post: Post): Shown {
    const known = first.get(identityOf(post));
    if (known !== undefined && post.conversation.platform === "discord") {
      recognised += 1;
      return known;
    }
    const fresh = { ...post, message: `M${shown.length + 1}` };
    shown.push(fresh);
    if (known === undefined) first.set(identityOf(post), fresh);
    return fresh;
  }

  return {
    shown,
    recognised: () => recognised,
    post: (post, answer) =>
      later(() => {
        if (chance.share(0.03)) return answer({ kind: "busy", milliseconds: 100 });
        if (chance.share(0.03)) return answer({ kind: "broken" });
        const { message } = show(post);
        if (chance.share(0.005)) return;
        later(() => answer(chance.share(0.03) ? { kind: "broken" } : { kind: "shown", message }));
      }),
    find: (post, answer) =>
      later(() => {
        if (chance.share(0.03)) return answer({ kind: "broken" });
        const found = first.get(identityOf(post));
        if (found !== undefined) recognised += 1;
        answer(
          found === undefined ? { kind: "not there" } : { kind: "shown", message: found.message },
        );
      }),
  };
}
