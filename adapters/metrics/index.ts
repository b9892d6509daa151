import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

import type { Measured, Meter } from "../../src/index.ts";

export type Metrics = {
  readonly meter: Meter;
  /** What was counted since the start, in Prometheus' text format. */
  readonly page: () => Promise<string>;
  readonly contentType: string;
};

/** Bounds in seconds: Slack waits three for an acknowledgement, and people half a minute for a reply. */
const WAITS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const TURNS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const QUESTIONS = [0, 1, 2, 3, 4, 5, 6, 8, 10];

/** Counts for Prometheus. No label holds anything but the names of platforms, kinds of events, results and places in the program. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `tuning_fork_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({
      name: `tuning_fork_${name}`,
      help,
      labelNames: ["platform"] as const,
      buckets,
      registers,
    });

  const events = counter(
    "events_total",
    "Events taken in, by what they were; repeated when they had come before.",
    ["platform", "kind", "result"],
  );
  const acknowledged = histogram(
    "ack_seconds",
    "From an event's arrival until the platform was told of it.",
    WAITS,
  );
  const turned = histogram(
    "turn_seconds",
    "Reading, handling and storing what waited for one conversation.",
    TURNS,
  );
  const replied = histogram(
    "reply_seconds",
    "From taking an event in until its first reply stood there, where the same process did both.",
    WAITS,
  );
  const decisions = counter("decisions_total", "Recommendations given.", ["platform"]);
  const questions = histogram(
    "questions_per_decision",
    "Questions asked before a recommendation.",
    QUESTIONS,
  );
  const deliveries = counter(
    "deliveries_total",
    "Attempts to show a reply, by what became of it.",
    ["platform", "result"],
  );
  const backlog = new Gauge({
    name: "tuning_fork_backlog",
    help: "Events and replies that wait, of all processes on the store, counted up to 10,000.",
    labelNames: ["platform"] as const,
    registers,
  });
  const errors = counter("errors_total", "What the store or the program failed at.", ["where"]);

  function meter(measured: Measured): void {
    switch (measured.kind) {
      case "taken in": {
        const { platform, what, isNew } = measured;
        return events.inc({ platform, kind: what, result: isNew ? "new" : "repeated" });
      }
      case "acknowledged":
        return acknowledged.observe({ platform: measured.platform }, measured.milliseconds / 1000);
      case "turned":
        return turned.observe({ platform: measured.platform }, measured.milliseconds / 1000);
      case "advised": {
        const { platform } = measured;
        decisions.inc({ platform });
        return questions.observe({ platform }, measured.questions);
      }
      case "delivered": {
        const { platform, result } = measured;
        return deliveries.inc({ platform, result: result.replace(" ", "_") });
      }
      case "replied":
        return replied.observe({ platform: measured.platform }, measured.milliseconds / 1000);
      case "backlog":
        return backlog.set({ platform: measured.platform }, measured.count);
      case "failed":
        return errors.inc({ where: measured.what });
    }
  }

  return { meter, page: () => registry.metrics(), contentType: registry.contentType };
}
