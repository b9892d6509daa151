import { clock } from "../adapters/clock.ts";
import { openStore } from "../adapters/stores/index.ts";
import { createBot } from "../src/index.ts";
import type { Delivery, Outcome, Platform, Store } from "../src/index.ts";
import { UNKNOWN } from "./protocol.ts";
import type { Answer, FromReplica, Point, Post, ToReplica } from "./protocol.ts";

/**
 * The real bot on the real store, between a driver that says what happened and fake platforms that
 * live in the driver. Times are short, so that a run sees many claims end.
 */
const [url = "", replica = ""] = process.argv.slice(2);

const send = (message: FromReplica): void => void process.send?.(message);

let endAt: Point | undefined;
const passing = (point: Point): void => {
  if (endAt === point) process.kill(process.pid, "SIGKILL");
};

let requests = 0;
const answers = new Map<number, (answer: Answer) => void>();

function ask(kind: "post" | "find", { conversation, position, event, reply }: Delivery) {
  requests += 1;
  const id = requests;
  const post: Post = { conversation, position, event, content: JSON.stringify(reply) };
  return new Promise<Answer>((resolve) => {
    answers.set(id, resolve);
    send({ kind, id, post });
  });
}

const outcomeOf = (answer: Answer): Outcome => {
  switch (answer.kind) {
    case "shown":
      passing("delivered, not marked");
      return { kind: "delivered", message: answer.message };
    case "busy":
      return { kind: "later", why: "rate limited", due: Date.now() + answer.milliseconds };
    case "broken":
    case "not there":
      return { kind: "later", why: answer.kind };
  }
};

/** Recognises a second delivery by itself, as Discord does by an enforced nonce. */
const recognising: Platform = {
  name: "discord",
  deliver: async (delivery) => {
    passing("said, not delivered");
    return outcomeOf(await ask("post", delivery));
  },
};

/** Shows whatever it is sent, and has to be asked first, as Slack by a message's metadata. */
const forgetful: Platform = {
  name: "slack",
  deliver: async (delivery) => {
    passing("said, not delivered");
    if (delivery.attempt > 1) {
      const found = await ask("find", delivery);
      if (found.kind !== "not there") return outcomeOf(found);
    }
    if (Date.now() > delivery.deadline) return { kind: "later", why: "too late" };
    return outcomeOf(await ask("post", delivery));
  },
};

const opened = await openStore(url);
const store: Store = {
  ...opened,
  inbox: {
    ...opened.inbox,
    put: async (incoming, at) => {
      const isNew = await opened.inbox.put(incoming, at);
      passing("taken in, not told");
      return isNew;
    },
  },
};

const bot = createBot({
  store,
  platforms: [recognising, forgetful],
  clock,
  log: ({ level, message }) => send({ kind: "log", entry: { level, message } }),
  replica,
  settings: {
    deliveryTime: 1500,
    claimTime: 4000,
    pollEvery: 100,
    leftAfter: 300,
    firstPause: 20,
    longestPause: 500,
    mostAttempts: 10_000,
  },
});

async function receive({ id, incoming }: ToReplica & { readonly kind: "event" }): Promise<void> {
  let isTaken = true;
  try {
    await bot.receive(incoming);
  } catch {
    isTaken = false;
  }
  send({ kind: "taken in", id, isTaken });
}

async function reportBacklog(): Promise<void> {
  let count = 0;
  try {
    for (const name of ["discord", "slack"]) count += await store.backlog(name, 1000);
  } catch {
    count = UNKNOWN;
  }
  send({ kind: "backlog", count });
}

process.on("message", (message: ToReplica) => {
  switch (message.kind) {
    case "event":
      void receive(message);
      break;
    case "answer":
      answers.get(message.id)?.(message.answer);
      answers.delete(message.id);
      break;
    case "end at":
      endAt = message.point;
      break;
    case "backlog":
      void reportBacklog();
      break;
    case "stop":
      void bot
        .stop()
        .then(() => store.close())
        .then(() => process.disconnect());
      break;
  }
});
// Without its driver it has nobody to talk to.
process.on("disconnect", () => process.exit());

bot.start();
send({ kind: "ready" });
