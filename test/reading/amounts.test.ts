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
    ["in March we saw 20k requests a month, these days it's 55k", { monthlyRequests: 55_000 }],
    ["the budget was 900 a month, it got cut to 350 a month", { budgetPerMonth: 350 }],
    ["originally we had $5k a month, that got cut to $2k", { budgetPerMonth: 2000 }],
    ["2,000 were labelled before the crash, 1,400 survived", { labelledExamples: 1400 }],
    ["threw out 1k bad labels, 4k good ones remain", { labelledExamples: 4000 }],
    ["we labelled 450, sorry, 540 mails", { labelledExamples: 540 }],
    ["we were aiming for 8k labelled photos and ended up with 1,150", { labelledExamples: 1150 }],
    ["20k unlabelled, I meant 20k labelled ones", { labelledExamples: 20_000 }],
    ["the deadline was 1 October, it has been moved to 18 December", { weeksToLaunch: 25 / 7 }],
    ["the go-live moved from March to 10 May 2027", { weeksToLaunch: 24 }],
    ["there's a deadline, but not in two weeks, in two months", { weeksToLaunch: 2 * WEEKS }],
    ["go live tomorrow?? no way, four weeks were agreed", { weeksToLaunch: 4 }],
    ["deadline: 3 weeks -> 5 weeks", { weeksToLaunch: 5 }],
    ["we tagged 860 recordings last spring", { labelledExamples: 860 }],
    ["we have labelled 700 reports going back years", { labelledExamples: 700 }],
    ["I said 100k requests a month, it's really a week", { monthlyRequests: 100_000 * WEEKS }],
    ["budget is 6k monthly, no sorry, not monthly, yearly", { budgetPerMonth: 500 }],
    ["the deadline has been extended to 15 March", { weeksToLaunch: 16 }],
    ["before: 10k calls a month. today: 25k calls a month", { monthlyRequests: 25_000 }],
    ["almost no labels, maybe 20", { labelledExamples: 20 }],
    ["we've budgeted 3,600 pounds for the year", { budgetPerMonth: 300 }],
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
    "it was meant to ship on 1 October but that slipped, no new date yet",
    "the launch was planned for 5 January, it's off the table now",
    "launch in 2 weeks was the idea, but we dropped it",
    "the 4-week deadline doesn't apply any more",
    "at least 20k labelled tickets, that's what the consultant said we'd need",
    "if the budget were 5k a month, what would change?",
    "if only we had 5k labels",
    "what if the prompt had 10k tokens?",
    "how do teams with 2 million requests a month do it?",
    "they showed us a bot with 200 ms latency",
    "a student gets 15 euros an hour",
    "we pay 12 people 2,000 euros a month",
    "a student labels 200 sentences per shift",
    "each agent costs us 3,000 a month",
    "our first meeting about it is in two weeks",
    "next audit in 3 weeks; launch date of the bot still open",
    "vacation starts on 19 December",
    "our refund window is 30 days",
    "payment is due in 30 days",
    "we have 12 categories, no idea how many examples that needs",
    "the agency that advised us has 50k labelled mails",
    "500 labels would be great",
    "I heard that banks see 1 million chats a day",
    "our tax adviser charges 250 a month",
    "the release in 3 weeks got postponed",
    "launch was to be in January, now it's open",
    "the licence must be renewed by 1 March",
    "with 100 labels it got 70%",
    "we had 4k labels; all were thrown away",
    "at 40 requests per second the API throttles",
    "our plant makes 9,000 bottles an hour",
    "the neighbouring town handles 5k letters a month",
    "invoices have to be paid in 14 days",
    "can your tool process 10k documents an hour?",
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
    ["150 patients a week, two letters each", { monthlyRequests: 300 * WEEKS }],
    ["70 calls an hour, eight hours a day", { monthlyRequests: 70 * 8 * DAYS }],
    ["1,100 calls per day and each one goes to the bot", { monthlyRequests: 1100 * DAYS }],
    ["30k users with 2 questions each per month", { monthlyRequests: 60_000 }],
  ]);
});

describe("what the words about a number say of it", () => {
  states([
    ["four months till we go live", { weeksToLaunch: 4 * WEEKS }],
    ["80 days until we must be live", { weeksToLaunch: 80 / 7 }],
    ["one fortnight, that's all the time we've got", { weeksToLaunch: 2 }],
    [
      "the demo is in two weeks; the launch is in April 2027",
      { weeksToLaunch: between(129 / 7, 158 / 7) },
    ],
    ["the season opens in 7 weeks and it must run by then", { weeksToLaunch: 7 }],
    ["it must be finished by mid January", { weeksToLaunch: between(7, 59 / 7) }],
    ["we release in the second week of January", { weeksToLaunch: between(46 / 7, 52 / 7) }],
    ["half a second, that's how long an answer may take", { latencyMs: 500 }],
    ["customers wait half a second at most", { latencyMs: 500 }],
    ["it may take up to 30 seconds per document", { latencyMs: 30_000 }],
    ["an answer after more than 6 seconds is useless", { latencyMs: 6000 }],
    ["a minute per answer is fine", { latencyMs: 60_000 }],
    ["the OpenAI bill runs at about $800 monthly", { budgetPerMonth: 800 }],
    ["not a fixed budget, but around 800 a month", { budgetPerMonth: 800 }],
    [
      "orders come at 1,400 a week and the menu changes every day",
      { monthlyRequests: 1400 * WEEKS },
    ],
    ["we'd be running around 5 million classifications a month", { monthlyRequests: 5_000_000 }],
  ]);
});

describe("what is worked on may be called anything", () => {
  states([
    ["we triage 5,500 rash pictures a day", { monthlyRequests: 5500 * DAYS }],
    ["the bot replies to 600 guests a day", { monthlyRequests: 600 * DAYS }],
    ["80k floor plans a month go through the model", { monthlyRequests: 80_000 }],
    ["16,000 solved tickets we could train on", { labelledExamples: 16_000 }],
    ["9,000 scanned letters, not yet labelled", { labelledExamples: 0, unlabelledExamples: 9000 }],
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
    ["not unlabelled: all 2,600 have the right answer", { labelledExamples: 2600 }],
    ["it isn't that we have no labels, there are 800", { labelledExamples: 800 }],
    ["all 1,200 are labelled, none is raw", { labelledExamples: 1200 }],
    ["unlabelled: 48k. labelled: 600.", { unlabelledExamples: 48_000, labelledExamples: 600 }],
    [
      "three months until launch, and we've none of the data labelled",
      { weeksToLaunch: 3 * WEEKS, labelledExamples: 0 },
    ],
    [
      "20,000 recordings, no transcripts or labels at all",
      { labelledExamples: 0, unlabelledExamples: 20_000 },
    ],
    [
      "640 pairs with answers and 9,500 questions without any answer",
      { labelledExamples: 640, unlabelledExamples: 9500 },
    ],
    ["300 of the mails lack labels", { unlabelledExamples: 300 }],
    ["26,000 photos that nobody labelled", { unlabelledExamples: 26_000 }],
    ["420 labelled resumes and the job taxonomy changes each month", { labelledExamples: 420 }],
    ["7k tickets, every one of them has a category", { labelledExamples: 7000 }],
    ["we have labelled 90 since 2020", { labelledExamples: 90 }],
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
    ["on paper the rules change weekly, in reality every three months", "rarely"],
    ["I said the prices change monthly, it's weekly", "weekly"],
    ["routing rules stay the same for about 10 days, then they change again", "weekly"],
    ["the law hasn't changed in ten years", "rarely"],
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
    ["0 people here who understand machine learning", "none"],
    ["we've used scikit-learn on a few projects", "some"],
    ["one data scientist who fine-tunes models regularly", "strong"],
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
