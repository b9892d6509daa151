import { describe, expect, test } from "vitest";

import { FACT_IDS } from "../../src/decision/facts.ts";
import type { Evidence, FactId, Range } from "../../src/decision/facts.ts";
import { CUES } from "../../src/reading/cues/index.ts";
import { readAnswer, readFacts } from "../../src/reading/facts-from-text.ts";

const MONDAY = "2026-11-23T09:30:00Z";
const DAYS = 30.44;
const WEEKS = DAYS / 7;

type Row = readonly [text: string, facts: Evidence];

const between = (low: number, high: number): Range => ({ low, high });

const NUMBERS: readonly FactId[] = FACT_IDS.filter((fact) => CUES[fact].kind === "amount");

const numbersIn = (text: string): Evidence =>
  Object.fromEntries(
    readFacts(text, MONDAY)
      .filter(({ fact }) => NUMBERS.includes(fact))
      .map(({ fact, value }) => [fact, value]),
  );

/** Numbers to two decimals; everything else as it is. */
const rounded = (value: unknown): unknown =>
  typeof value === "number"
    ? Number(value.toFixed(2))
    : typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]))
      : value;

const states = (rows: readonly Row[]): void => {
  test.each(rows)("%s", (text, facts) => {
    expect(rounded(numbersIn(text))).toEqual(rounded(facts));
  });
};

const statesNothing = (texts: readonly string[]): void => {
  test.each(texts)("%s", (text) => {
    expect(numbersIn(text)).toEqual({});
  });
};

describe("numbers as people write them", () => {
  states([
    ["12'000 labelled rows", { labelledExamples: 12_000 }],
    ["12 500 labelled rows", { labelledExamples: 12_500 }],
    ["30 k labelled rows", { labelledExamples: 30_000 }],
    ["one and a half thousand annotated lines", { labelledExamples: 1500 }],
    ["a hundred and twenty labelled samples", { labelledExamples: 120 }],
    ["600–900 labelled receipts", { labelledExamples: between(600, 900) }],
    ["3 to 4 thousand labelled receipts", { labelledExamples: between(3000, 4000) }],
    ["SFr, I mean CHF 2'400 per month", { budgetPerMonth: 2400 }],
    ["€1.250,50 per month", { budgetPerMonth: 1250.5 }],
    ["Rs. 80,000 monthly", { budgetPerMonth: 80_000 }],
    ["300 kr a month", { budgetPerMonth: 300 }],
    ["¥90,000 a month", { budgetPerMonth: 90_000 }],
    ["we can spend a fiver a week", { budgetPerMonth: 5 * WEEKS }],
    ["we've got 3 grand a month for this", { budgetPerMonth: 3000 }],
    ["we launch in a month and a half", { weeksToLaunch: 1.5 * WEEKS }],
    ["launch in 2½ weeks", { weeksToLaunch: 2.5 }],
    ["answers in three quarters of a second", { latencyMs: 750 }],
    ["sub-second responses", { latencyMs: 1000 }],
    ["10 working days until launch", { weeksToLaunch: 2 }],
  ]);
});

describe("the period a number is counted by", () => {
  states([
    ["a year's budget of 36k USD", { budgetPerMonth: 3000 }],
    ["API bill last month: $420", { budgetPerMonth: 420 }],
    ["in June we paid 75 dollars", { budgetPerMonth: 75 }],
    ["roughly 2 million API calls in October", { monthlyRequests: 2_000_000 }],
    ["per month: 9,000 questions, 120 euros spent", { monthlyRequests: 9000, budgetPerMonth: 120 }],
    ["300 referral letters per working day", { monthlyRequests: ((300 * 5) / 7) * DAYS }],
    ["budget: 500/month", { budgetPerMonth: 500 }],
    ["around 1.3 mio requests p.a.", { monthlyRequests: 1_300_000 / 12 }],
  ]);
});

describe("what no longer holds gives way to what does", () => {
  states([
    ["the prompt has grown from 500 to 2,500 tokens", { promptTokens: 2500 }],
    ["requests dropped from 50k a month to 20k", { monthlyRequests: 20_000 }],
    ["they slashed our budget from $2,000 to $700 a month", { budgetPerMonth: 700 }],
    ["we had 200 labels in spring, it's 1,400 now", { labelledExamples: 1400 }],
    ["we used to see 100 chats a day, these days it's 400", { monthlyRequests: 400 * DAYS }],
    ["haven't got 9,000 labels, rather 90", { labelledExamples: 90 }],
    ["I said 300 labels earlier, make that 3,000", { labelledExamples: 3000 }],
    ["$500 a month, er, $700 a month", { budgetPerMonth: 700 }],
    ["5k labels? no, 500", { labelledExamples: 500 }],
    ["deadline moved from 4 to 8 weeks", { weeksToLaunch: 8 }],
    ["not by Christmas, that is over, it's the 8th of March", { weeksToLaunch: 15 }],
    ["launch slipped from March to the 12th of May", { weeksToLaunch: 170 / 7 }],
    ["rather than 2 s we need 500 ms", { latencyMs: 500 }],
    ["it was 3 s, has to get below 1 s", { latencyMs: 1000 }],
    ["the input is 900 tokens, the output 4,000", { promptTokens: 900, outputTokens: 4000 }],
    ["peak is 20 requests a second, average is 90k a day", { monthlyRequests: 90_000 * DAYS }],
    ["had 7k labelled, then someone deleted every file", { labelledExamples: 0 }],
    ["no more than 40 euros a month", { budgetPerMonth: 40 }],
    ["users never wait longer than 4 seconds", { latencyMs: 4000 }],
  ]);
});

describe("what is not so, or not ours, is left unread", () => {
  statesNothing([
    "my last employer did 4M requests a month",
    "a client of ours runs 5M requests a month",
    "their chatbot handles 10k chats a day, ours isn't built yet",
    "the university annotated 8,000 scans, not us",
    "the salesman offered it for 2,000 dollars a month",
    "price tag would be 700 dollars a month",
    "the server is rated for 200 requests per second",
    "who pays $10,000 a month for this?",
    "is 800 ms considered slow?",
    "are 4 weeks realistic?",
    "he asked whether 900 dollars a month is much",
    "some day we hope to see 200k requests a month",
    "that could be 50k requests a day",
    "our goal: 5,000 labelled emails",
    "if traffic doubled we'd be at 80k requests a month",
    "should volume exceed 1M requests a month, we need a new plan",
    "we no longer have the 4,000 labels",
    "those 900 labels turned out to be junk",
    "we cancelled our $500 a month plan",
    "the launch in 4 weeks was called off",
    "forget the 6 week deadline",
    "our interns label 50 emails a day",
    "we process 40 invoices an hour by hand",
    "a freelancer charges us $60 an hour",
    "rent is 2,000 euros a month",
    "ChatGPT is 20 dollars a month per user",
    "3 dollars per million input tokens",
    "labelling 500 documents takes a week",
    "we set aside 200 examples for testing",
    "the taxonomy has 120 labels",
    "3 in 10 labelled ones are wrong",
    "shop is open 24 hours, 7 days a week",
    "the project started in January",
    "we have stand-up every Monday",
    "the API times out after 60 seconds",
    "the model responds in 5 seconds at the moment",
  ]);
});

describe("items of a list need no words", () => {
  states([
    [
      "3k labelled, 50k raw, 12 weeks, 600 euros a month",
      {
        labelledExamples: 3000,
        unlabelledExamples: 50_000,
        weeksToLaunch: 12,
        budgetPerMonth: 600,
      },
    ],
    ["9k calls a week, 400 ms", { monthlyRequests: 9000 * WEEKS, latencyMs: 400 }],
    ["250 labels and in two months", { labelledExamples: 250, weeksToLaunch: 2 * WEEKS }],
  ]);
  statesNothing(["3 weeks", "400 ms, hm"]);
});

describe("parts of a whole", () => {
  states([
    [
      "a fifth of the 5,000 invoices is tagged",
      { labelledExamples: 1000, unlabelledExamples: 4000 },
    ],
    ["15k scans, 40% labelled", { labelledExamples: 6000, unlabelledExamples: 9000 }],
    ["3,000 mails, a third labelled", { labelledExamples: 1000, unlabelledExamples: 2000 }],
    [
      "of our 6k chats two thirds are annotated",
      { labelledExamples: 4000, unlabelledExamples: 2000 },
    ],
    ["out of 20k photos, 2,500 are tagged", { labelledExamples: 2500, unlabelledExamples: 17_500 }],
    [
      "20k messages, of which 3k have been tagged",
      { labelledExamples: 3000, unlabelledExamples: 17_000 },
    ],
    [
      "none of the 9,000 letters has been labelled",
      { labelledExamples: 0, unlabelledExamples: 9000 },
    ],
    ["lost 300 of our 1,000 labelled samples", { labelledExamples: 700 }],
    ["200 of our 900 labelled mails are Danish", { labelledExamples: 900 }],
    ["instead of 10k we only have 1,200 labelled mails", { labelledExamples: 1200 }],
  ]);
});

describe("products", () => {
  states([
    ["6 nurses, 30 notes per nurse per day", { monthlyRequests: 6 * 30 * DAYS }],
    ["12 clinics, every one of them sends 90 letters a day", { monthlyRequests: 12 * 90 * DAYS }],
    ["25 shops x 40 orders per day", { monthlyRequests: 25 * 40 * DAYS }],
    ["five genres with 300 labelled songs apiece", { labelledExamples: 1500 }],
    ["we send 20k calls each week", { monthlyRequests: 20_000 * WEEKS }],
  ]);
});

describe("what is worked on may be called anything", () => {
  states([
    ["we triage 5,500 rash pictures a day", { monthlyRequests: 5500 * DAYS }],
    ["the bot replies to 600 guests a day", { monthlyRequests: 600 * DAYS }],
    ["80k floor plans a month go through the model", { monthlyRequests: 80_000 }],
  ]);
});

describe("slips of the keyboard", () => {
  states([
    [
      "4k lablled exampels and 300 requsts a day",
      { labelledExamples: 4000, monthlyRequests: 300 * DAYS },
    ],
    ["dedline is in 5 weeks, bugdet 400 dolars a month", { weeksToLaunch: 5, budgetPerMonth: 400 }],
    ["the promt is 800 tokns", { promptTokens: 800 }],
    ["two lunches, 3 budgies, 40 lapels", {}],
  ]);
});

describe("none, some and the rest", () => {
  states([
    ["labels: none", { labelledExamples: 0 }],
    ["not one labelled example", { labelledExamples: 0 }],
    ["nothing has been tagged", { labelledExamples: 0 }],
    ["labels by summer maybe, currently none", { labelledExamples: 0 }],
    ["no labels?", {}],
    ["5k chats without labels", { unlabelledExamples: 5000 }],
    [
      "1,900 tagged recipes and roughly 40k that nobody has touched yet",
      { labelledExamples: 1900, unlabelledExamples: 40_000 },
    ],
    ["80k chats, untagged", { unlabelledExamples: 80_000 }],
    ["I'd guess 7 thousand labelled receipts", { labelledExamples: 7000 }],
    ["customers hang up if it takes longer than 4 seconds", { latencyMs: 4000 }],
  ]);
});

describe("how often things change", () => {
  test.each<readonly [text: string, value: "weekly" | "monthly" | "rarely" | undefined]>([
    ["the menu rotates weekly", "weekly"],
    ["new intents are added every ten days", "weekly"],
    ["fraud rules get updated every Tuesday", "weekly"],
    ["policy changes come fortnightly", "monthly"],
    ["guidelines are amended every 20 days", "monthly"],
    ["labels get revised every 2 or 3 weeks", "monthly"],
    ["the price list is redone every two months", "rarely"],
    ["rules change about 3 times a year", "rarely"],
    ["product range changes with every season", "rarely"],
    ["our fees are adjusted each January", "rarely"],
    ["prices used to change monthly, nowadays it's daily", "weekly"],
    ["900 mails a day, rules change once a year", "rarely"],
    ["we retrain every month", undefined],
    ["invoices come in monthly", undefined],
    ["if the rules changed every week we could not train", undefined],
  ])("%s: %s", (text, value) => {
    expect(readFacts(text, MONDAY).find(({ fact }) => fact === "changeRate")?.value).toBe(value);
  });
});

describe("skill", () => {
  test.each<readonly [text: string, value: "none" | "some" | "strong" | undefined]>([
    ["we are complete novices", "none"],
    ["I'm a lawyer, I know nothing about AI", "none"],
    ["our data scientist quit, so no ML skills left", "none"],
    ["I did a Coursera class on deep learning", "some"],
    ["I know a bit of PyTorch", "some"],
    ["two of us took an NLP class at university", "some"],
    ["I'm a machine learning engineer", "strong"],
    ["our crew has tuned models in production for years", "strong"],
    ["I hold a PhD in computational linguistics", "strong"],
    ["we're looking to hire an ML engineer", undefined],
    ["do you have ML experience?", undefined],
  ])("%s: %s", (text, value) => {
    expect(readFacts(text, MONDAY).find(({ fact }) => fact === "expertise")?.value).toBe(value);
  });
});

test.each<readonly [FactId, string, Evidence[FactId]]>([
  ["changeRate", "every six weeks", "monthly"],
  ["changeRate", "twice a year", "rarely"],
  ["budgetPerMonth", "500 a month", 500],
  ["budgetPerMonth", "a tenner", 10],
  ["weeksToLaunch", "a week and a half", 1.5],
  ["labelledExamples", "half of our 8,000", 4000],
  ["labelledExamples", "900 of 12,000", 900],
])("as an answer about %s, %s is %o", (fact, text, value) => {
  expect(rounded(readAnswer(fact, text, MONDAY)?.value)).toEqual(rounded(value));
});
