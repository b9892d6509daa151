import type { Chart } from "../../src/index.ts";

/**
 * Two charts from figures as they come up: 1.2 million requests a month, answered by a small model
 * with a prompt of 3,000 tokens, by a tuned small model with one of 600, or by a tuned model that is
 * hosted and costs the same when nobody asks.
 */
const VOLUME = 1_200_000;
const VOLUMES = [1e4, 2e4, 5e4, 1e5, 2e5, 5e5, VOLUME, 2e6, 5e6, 1e7, 2e7];

/** US$ a month: what is paid in any case, and for each request. */
const ROUTES = [
  { name: "Prompt engineering", fixed: 0, each: 158 / VOLUME, setUp: 400 },
  { name: "Fine-tuning, by request", fixed: 2, each: 50 / VOLUME, setUp: 1250 },
  { name: "Fine-tuning, hosted", fixed: 1241, each: 0, setUp: 1250 },
] as const;

export const COST_OVER_VOLUME: Chart = {
  kind: "chart",
  title: "Cost over monthly volume",
  alt: "Cost a month over the number of requests. At 1.2 million requests a month prompt engineering costs $158, fine-tuning paid by request $52, and a hosted tuned model $1,241. By request, fine-tuning is cheaper from about 22,000 requests a month on; hosted, it is cheaper than the prompt from about 9.4 million.",
  x: { label: "Requests a month", scale: "log", unit: "requests" },
  y: { label: "US$ a month", scale: "log", unit: "us-dollars" },
  series: ROUTES.map(({ name, fixed, each }) => ({
    name,
    points: VOLUMES.map((x) => ({ x, y: fixed + each * x })),
  })),
  marks: [
    { x: 22_222, label: "Tuning pays from 22k" },
    { x: VOLUME, label: "You: 1.2M" },
    { x: 9_425_000, label: "Hosting pays from 9.4M" },
  ],
};

const MONTHS = Array.from({ length: 13 }, (_, month) => month);

export const COST_OVER_A_YEAR: Chart = {
  kind: "chart",
  title: "Cost over the first 12 months",
  alt: "What has been spent by each month, work included. Prompt engineering begins at $400 and is at $2,296 after a year; fine-tuning paid by request begins at $1,250 and is at $1,874. They meet in month 8.",
  x: { label: "Months from now", scale: "linear", unit: "months" },
  y: { label: "US$ in total", scale: "linear", unit: "us-dollars" },
  series: ROUTES.slice(0, 2).map(({ name, fixed, each, setUp }) => ({
    name,
    points: MONTHS.map((x) => ({ x, y: setUp + x * (fixed + each * VOLUME) })),
  })),
  marks: [{ x: 850 / 106, label: "Paid back in month 8" }],
};
