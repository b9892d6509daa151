import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

import type { Incoming } from "../src/index.ts";
import type { Chance } from "./chance.ts";
import type { FakePlatforms } from "./platform.ts";
import { UNKNOWN } from "./protocol.ts";
import type { FromReplica, Point, ToReplica } from "./protocol.ts";

/** How long the driver waits for the word that an event was taken in, in milliseconds, before it sends it again. */
const PATIENCE = 2000;

type Replica = {
  readonly child: ChildProcess;
  /** Events that were sent and not yet answered for. */
  readonly sent: Map<number, (isTaken: boolean) => void>;
  readonly backlogs: ((count: number) => void)[];
  isReady: boolean;
  killedBy: "driver" | Point | undefined;
};

export type Fleet = {
  /** Sends an event to some replica. Resolves to whether it was taken in, as far as one can know. */
  readonly deliver: (incoming: Incoming) => Promise<boolean>;
  /** Kills a replica at this instant, or has it end itself at a point. */
  readonly kill: (point: Point | undefined) => void;
  readonly kills: ReadonlyMap<string, number>;
  /** What one replica says is still to do; UNKNOWN when none can tell. */
  readonly backlog: () => Promise<number>;
  readonly errors: readonly string[];
  readonly stop: () => Promise<void>;
};

/** Replicas that are started again whenever they end. */
export function createFleet(
  program: string,
  url: string,
  size: number,
  platforms: FakePlatforms,
  chance: Chance,
): Fleet {
  const replicas = new Set<Replica>();
  const kills = new Map<string, number>();
  const errors: string[] = [];
  let started = 0;
  let ids = 0;
  let isStopping = false;

  const tell = ({ child }: Replica, message: ToReplica): void => {
    // It may have ended a moment ago, which its exit will tell.
    if (child.connected) child.send(message, () => undefined);
  };

  function hear(replica: Replica, message: FromReplica): void {
    switch (message.kind) {
      case "ready":
        replica.isReady = true;
        break;
      case "taken in":
        replica.sent.get(message.id)?.(message.isTaken);
        replica.sent.delete(message.id);
        break;
      case "post":
      case "find":
        platforms[message.kind](message.post, (answer) =>
          tell(replica, { kind: "answer", id: message.id, answer }),
        );
        break;
      case "backlog":
        replica.backlogs.shift()?.(message.count);
        break;
      case "log":
        if (message.entry.level === "error") errors.push(message.entry.message);
        break;
    }
  }

  function start(): void {
    started += 1;
    const child = fork(program, [url, `replica-${started}`], {
      execArgv: [],
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    const replica: Replica = {
      child,
      sent: new Map(),
      backlogs: [],
      isReady: false,
      killedBy: undefined,
    };
    replicas.add(replica);
    child.stderr?.on("data", (data: Buffer) => errors.push(data.toString()));
    child.on("message", (message: FromReplica) => hear(replica, message));
    child.on("exit", (_code, signal) => {
      replicas.delete(replica);
      for (const answer of replica.sent.values()) answer(false);
      for (const answer of replica.backlogs) answer(UNKNOWN);
      if (signal === "SIGKILL") {
        const how = replica.killedBy ?? "driver";
        kills.set(how, (kills.get(how) ?? 0) + 1);
      }
      if (!isStopping) start();
    });
  }
  for (let at = 0; at < size; at += 1) start();

  const ready = (): readonly Replica[] => [...replicas].filter(({ isReady }) => isReady);

  return {
    deliver: (incoming) => {
      const all = ready();
      if (all.length === 0) return Promise.resolve(false);
      const replica = chance.of(all);
      ids += 1;
      const id = ids;
      return new Promise((resolve) => {
        const patience = setTimeout(() => resolve(false), PATIENCE);
        replica.sent.set(id, (isTaken) => {
          clearTimeout(patience);
          resolve(isTaken);
        });
        tell(replica, { kind: "event", id, incoming });
      });
    },
    kill: (point) => {
      const alive = ready().filter(({ killedBy }) => killedBy === undefined);
      if (alive.length === 0) return;
      const replica = chance.of(alive);
      replica.killedBy = point ?? "driver";
      if (point === undefined) replica.child.kill("SIGKILL");
      else tell(replica, { kind: "end at", point });
    },
    kills,
    backlog: () => {
      const [replica] = ready();
      if (replica === undefined) return Promise.resolve(UNKNOWN);
      return new Promise((resolve) => {
        replica.backlogs.push(resolve);
        tell(replica, { kind: "backlog" });
      });
    },
    errors,
    stop: async () => {
      isStopping = true;
      await Promise.all(
        [...replicas].map(async (replica) => {
          tell(replica, { kind: "stop" });
          await once(replica.child, "exit");
        }),
      );
    },
  };
}
