import { describe, expect, test } from "vitest";

import { FACT_IDS } from "../../src/decision/facts.ts";
import type { Evidence, FactId, Range } from "../../src/decision/facts.ts";
import { CUES } from "../../src/reading/cues/index.ts";
import { LONGEST_READ, readAnswer, readFacts } from "../../src/reading/facts-from-text.ts";
import { tokenize } from "../../src/reading/text/tokens.ts";

const MONDAY = "2026-11-23T09:30:00Z";

const read = (text: string): Evidence =>
  Object.fromEntries(readFacts(text, MONDAY).map(({ fact, value }) => [fact, value]));

type Row = readonly [text: string, facts: Evidence];

/** Facts that a made-up number would spoil. */
const NUMBERS: readonly FactId[] = FACT_IDS.filter((fact) => CUES[fact].kind === "amount");

const numbersIn = (text: string): Evidence => {
  const facts = read(text);
  return Object.fromEntries(
    NUMBERS.filter((fact) => facts[fact] !== undefined).map((fact) => [fact, facts[fact]]),
  );
};

const DAYS = 30.44;
const between = (low: number, high: number): Range => ({ low, high });

const LABELLED: readonly Row[] = [
  ["we have ~8k labelled tickets", { labelledExamples: 8000 }],
  ["we've labeld around 1.5k chats", { labelledExamples: 1500 }],
  ["2,5k annotated invoices", { labelledExamples: 2500 }],
  ["three hundred and fifty gold answers", { labelledExamples: 350 }],
  ["twelve hundred labelled emails", { labelledExamples: 1200 }],
  ["around a thousand or so tagged mails", { labelledExamples: 1000 }],
  ["3 lakh labelled tickets", { labelledExamples: 300_000 }],
  ["half a million labelled rows", { labelledExamples: 500_000 }],
  ["a dozen examples", { labelledExamples: 12 }],
  ["a couple hundred gold answers", { labelledExamples: between(200, 300) }],
  ["only a handful of annotated conversations", { labelledExamples: between(3, 10) }],
  ["tens of thousands of labelled images", { labelledExamples: between(10_000, 99_999) }],
  ["10k-20k rows, all labelled", { labelledExamples: between(10_000, 20_000) }],
  ["between 500 and 1,000 labelled examples", { labelledExamples: between(500, 1000) }],
  ["fewer than fifty labelled samples", { labelledExamples: between(0, 50) }],
  ["at least 5 thousand reviewed transcripts", { labelledExamples: 5000 }],
  ["we'd need 10k but only have 200 labels", { labelledExamples: 200 }],
  ["we'd need 10k labels but only have 200", { labelledExamples: 200 }],
  ["not 500, 5000 labelled rows", { labelledExamples: 5000 }],
  ["No, we do have labels, about 700 of them", { labelledExamples: 700 }],
  ["15 categories, 40 labelled examples each", { labelledExamples: 600 }],
  ["12 labelled examples per class, 20 classes", { labelledExamples: 240 }],
  ["our doctors annotated 2,900 reports", { labelledExamples: 2900 }],
  ["60k emails with known outcome", { labelledExamples: 60_000 }],
  [
    "about 900 of our 12,000 emails are labelled",
    { labelledExamples: 900, unlabelledExamples: 11_100 },
  ],
  ["we'd like 5k labels but today there are 350", { labelledExamples: 350 }],
  ["no labels yet", { labelledExamples: 0 }],
  ["we don't have any training examples", { labelledExamples: 0 }],
  ["none of it is annotated", { labelledExamples: 0 }],
  ["50k tickets but none are labelled", { labelledExamples: 0, unlabelledExamples: 50_000 }],
  [
    "4,000 hand-labelled, plus 100k unlabelled tickets",
    { labelledExamples: 4000, unlabelledExamples: 100_000 },
  ],
];

const RATES: readonly Row[] = [
  ["1.2M requests a month", { monthlyRequests: 1_200_000 }],
  ["20 million calls per year", { monthlyRequests: 20_000_000 / 12 }],
  ["we process 5,000 documents daily", { monthlyRequests: 5000 * DAYS }],
  ["about 40 requests per second at peak", { monthlyRequests: 40 * 86_400 * DAYS }],
  ["2 crore requests a month", { monthlyRequests: 20_000_000 }],
  ["hundreds of thousands of queries per month", { monthlyRequests: between(100_000, 999_999) }],
  ["200 users, each sends 30 requests per day", { monthlyRequests: 200 * 30 * DAYS }],
  ["each of our 50 agents sends 20 queries a day", { monthlyRequests: 50 * 20 * DAYS }],
  ["300 chat sessions a day, two model calls each", { monthlyRequests: 600 * DAYS }],
  ["we pay 0.4 cents per request and send 80k requests monthly", { monthlyRequests: 80_000 }],
];

const OTHER_NUMBERS: readonly Row[] = [
  ["need it live in 3 weeks", { weeksToLaunch: 3 }],
  ["must ship in about a fortnight", { weeksToLaunch: 2 }],
  ["we need to be live in two sprints", { weeksToLaunch: 4 }],
  ["it needs to be in production by January 15", { weeksToLaunch: 53 / 7 }],
  ["must be done by 2027-01-15", { weeksToLaunch: 53 / 7 }],
  ["deadline is end of Q1 2027", { weeksToLaunch: 128 / 7 }],
  ["go live before Christmas", { weeksToLaunch: 32 / 7 }],
  ["the deadline is this Friday", { weeksToLaunch: 4 / 7 }],
  ["next Friday is the deadline", { weeksToLaunch: between(4 / 7, 11 / 7) }],
  ["ASAP, ideally this week", { weeksToLaunch: between(0, 1) }],
  ["budget around $2k/month", { budgetPerMonth: 2000 }],
  ["we can spend €500 a month", { budgetPerMonth: 500 }],
  ["we can't go above 1 500 $ per month", { budgetPerMonth: 1500 }],
  ["the budget isn't $4,000 a month anymore, it's $900", { budgetPerMonth: 900 }],
  ["two to three thousand dollars a month is fine", { budgetPerMonth: between(2000, 3000) }],
  ["we spend 60k EUR a year on it", { budgetPerMonth: 5000 }],
  ["12k a month in API bills", { budgetPerMonth: 12_000 }],
  ["p95 latency has to stay under 300 ms", { latencyMs: 300 }],
  ["answers within 1.5 seconds", { latencyMs: 1500 }],
  ["must answer in half a second", { latencyMs: 500 }],
  ["the system prompt is 6k tokens long", { promptTokens: 6000 }],
  ["prompt with examples runs 12,000 tokens", { promptTokens: 12_000 }],
  [
    "our prompt is about 4k tokens, answers about 200 tokens",
    { promptTokens: 4000, outputTokens: 200 },
  ],
];

/** Numbers to three decimals; everything else as it is. */
const rounded = (value: unknown): unknown =>
  typeof value === "number"
    ? Number(value.toFixed(3))
    : typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]))
      : value;

describe("numbers are read with what they count", () => {
  test.each([...LABELLED, ...RATES, ...OTHER_NUMBERS])("%s", (text, facts) => {
    expect(rounded(numbersIn(text))).toEqual(rounded(facts));
  });
});

const NO_NUMBER: readonly string[] = [
  "do people normally start with 10k labels?",
  "our sprints last two weeks, stand-up is at 9:15",
  "whoever labels 900 of these gets a cake",
  "my cousin answers 70 letters a day at her firm",
  "some hospital in Bern had 40k labelled scans",
  "ten times the labelled examples would be nice",
  "the tool could do 2M requests a month",
  "we threw out 300 labelled rows",
  "in production since March, it was due last Friday",
  "we have two years of moderator decisions",
  "we might get 10k labels next year",
  "our competitor has 50k labelled examples",
  "we have GPT-4 over API with public training examples",
  "GPT-4o with examples, the 3rd version",
  "if we had 5000 labels we could train",
  "we hope to get 10,000 labels by summer",
  "would 500 examples be enough?",
  "how many labels do we need, 1000?",
  "last year we had 2k labels",
  "our labelled set is tiny",
  "we have no shortage of labelled data",
  "3 annotators can label 100 a day",
  "the prompt has 6 examples in it",
  "we have 3 weeks' worth of logs",
  "we started 3 weeks ago",
  "it takes 4 seconds right now",
  "no deadline, no rush",
  "budget isn't a problem",
  "one-off budget of 15k USD",
  "$0.002 per call",
  "1M tokens per day",
  "a context window of 128k tokens",
  "300 help center articles that change weekly",
  "we need 95% accuracy",
  "GPT-4 and Llama-2 7B, version 3.5, ICD-10",
  "two volunteers can check 50 sentences a week",
  "five thousand customers, 20 languages, 40 classes",
  "24/7 support, open Monday to Friday, call 555-1234",
];

test.each(NO_NUMBER)("no number is invented: %s", (text) => {
  expect(numbersIn(text)).toEqual({});
});

const CHOICES: readonly Row[] = [
  [
    "Route support emails to the right queue",
    { taskType: "classification", outputLength: "short" },
  ],
  ["Predict whether a customer churns", { taskType: "classification" }],
  [
    "Pull parties and dates out of contracts as JSON",
    { taskType: "extraction", formatStrictness: "high" },
  ],
  ["Summarise meeting transcripts", { taskType: "summarization" }],
  ["Answer employees' questions about our docs", { taskType: "qa", knowledgeNeed: "changing" }],
  ["Text-to-SQL over our warehouse", { taskType: "code", formatStrictness: "high" }],
  ["Translate leaflets into Tigrinya", { taskType: "translation" }],
  [
    "Write product descriptions in our brand voice",
    { taskType: "generation", formatStrictness: "high" },
  ],
  ["A chatbot for hotel guests", { taskType: "conversation" }],
  ["An agent that books travel with function calling", { taskType: "tool-use" }],
  ["radiology reports", { domainSpecialization: "high" }],
  ["e-commerce listings", { domainSpecialization: "medium" }],
  ["GPT-4 is stuck at 61%", { promptGap: "large" }],
  ["we get 82% but need 95%", { promptGap: "large" }],
  ["we get 91%, the target is 95%", { promptGap: "small" }],
  ["the prompt is decent but not consistent", { promptGap: "small" }],
  ["the prompt works fine", { promptGap: "none" }],
  ["we have not tried anything", { promptGap: "untried" }],
  ["new classes get added all the time", { changeRate: "weekly" }],
  ["policies are updated every quarter", { changeRate: "rarely" }],
  ["the labels change monthly", { changeRate: "monthly" }],
  ["it must run in real time", { latency: "tight" }],
  ["no real time needed, nightly batch", { latency: "relaxed" }],
  ["nobody on the team has trained a model", { expertise: "none" }],
  ["no one here has any ML background", { expertise: "none" }],
  ["nobody but me can do ML, I trained BERT models before", { expertise: "some" }],
  ["Our two ML engineers fine-tune models every week", { expertise: "strong" }],
  ["too expensive at our volume", { budget: "low" }],
  ["cost is no issue", { budget: "high" }],
  ["data can't leave our servers", { dataSensitivity: "high" }],
  ["the data may not leave our servers", { dataSensitivity: "high" }],
  ["nothing may leave the building", { dataSensitivity: "high" }],
  ["the data may leave our company", { dataSensitivity: "low" }],
  ["customer mails must be classified", { taskType: "classification", outputLength: "short" }],
  ["prompts get us to 80 % but we need 95", { promptGap: "large" }],
  ["-5 labelled examples", { labelledExamples: -5 }],
  ["nothing confidential in it", { dataSensitivity: "low" }],
  ["we're on Bedrock", { modelAccess: "api-only" }],
  ["only open models", { modelAccess: "open-weights" }],
  ["GPT-4 or a fine-tuned Mistral?", { modelAccess: "both" }],
  ["we can't fine-tune there", { tuningAccess: "no" }],
  ["there is a golden set", { evaluationSet: "yes" }],
  ["we have no way to measure it", { evaluationSet: "no" }],
  ["a 20-page policy", { corpusSize: "small" }],
  ["12,000 pages of manuals", { corpusSize: "large" }],
  ["we are short on labelled data", { labelSource: "hardly" }],
  ["a larger model could label them", { labelSource: "can-generate" }],
  ["no shortage of labelled data", { labelSource: "have" }],
];

test.each(CHOICES)("%s", (text, facts) => {
  expect(read(text)).toMatchObject(facts);
});

const NO_CHOICE: readonly (readonly [string, FactId])[] = [
  ["if we had ML engineers we would train", "expertise"],
  ["the weather is nice", "taskType"],
  ["GPT-4", "modelAccess"],
  ["data that is not confidential at all", "labelSource"],
  ["should we fine-tune?", "tuningAccess"],
];

test.each(NO_CHOICE)("unclear words stay unread: %s (%s)", (text, fact) => {
  expect(read(text)).not.toHaveProperty(fact);
});

type AnswerRow = readonly [FactId, string, Evidence[FactId]];

const ANSWERS: readonly AnswerRow[] = [
  ["labelledExamples", "5,000", 5000],
  ["labelledExamples", "about 900", 900],
  ["labelledExamples", "5000?", 5000],
  ["labelledExamples", "none", 0],
  ["labelledExamples", "a few hundred", between(200, 500)],
  ["labelledExamples", "like nine hundred-ish", 900],
  ["labelledExamples", "Fewer than 10", between(0, 9)],
  ["labelledExamples", "why?", undefined],
  ["labelledExamples", "lunch at noon?", undefined],
  ["labelledExamples", "3 weeks", undefined],
  ["labelledExamples", "not sure", undefined],
  ["monthlyRequests", "2000 a day", 2000 * DAYS],
  ["weeksToLaunch", "6", 6],
  ["weeksToLaunch", "next Friday", between(4 / 7, 11 / 7)],
  ["weeksToLaunch", "no hurry", 26],
  ["promptTokens", "about 4k", 4000],
  ["promptGap", "I have 150 good ones", undefined],
  ["promptGap", "5 points short", "small"],
  ["promptGap", "good", "none"],
  ["changeRate", "weekly", "weekly"],
  ["changeRate", "about once a month", "monthly"],
  ["expertise", "yes", "strong"],
  ["expertise", "not really", "none"],
  ["expertise", "a little", "some"],
  ["knowledgeNeed", "no", "none"],
  ["knowledgeNeed", "yes", undefined],
  ["dataSensitivity", "no", "high"],
  ["latency", "yes", "tight"],
  ["formatStrictness", "mostly", "medium"],
  ["taskType", "CLASSIFICATION", "classification"],
  ["taskType", "sort things into categories", "classification"],
  ["modelAccess", "either", "both"],
  ["budget", "tight", "low"],
  ["budget", "what do you mean?", undefined],
  ["budget", "the weather is nice", undefined],
];

test.each(ANSWERS)("as an answer about %s, %s is %o", (fact, text, value) => {
  expect(rounded(readAnswer(fact, text, MONDAY)?.value)).toEqual(rounded(value));
});

const EVERY_TEXT = [
  ...[...LABELLED, ...RATES, ...OTHER_NUMBERS, ...CHOICES, ...NO_CHOICE].map(([text]) => text),
  ...NO_NUMBER,
  "Ünïcode 🎉 — “we've 8k ‘labelled’ tickets”, İstanbul; 1.2M requests a month…",
];

describe("every fact read", () => {
  test.each(EVERY_TEXT)("quotes the text and stands once: %s", (text) => {
    const facts = readFacts(text, MONDAY);
    for (const { quote } of facts) expect(quote.length > 0 && text.includes(quote)).toBe(true);
    expect(new Set(facts.map(({ fact }) => fact)).size).toBe(facts.length);
  });
});

test("what stands beyond the longest text that is read is left unread", () => {
  expect(read(`${"x ".repeat(LONGEST_READ / 2)}8k labelled tickets`)).toEqual({});
});

test("a date that is none leaves deadlines by date unread", () => {
  expect(readFacts("deadline is end of Q1 2027", "soon")).toEqual([]);
});

/** All words of a phrase of the cue table, without what the language of phrases adds. */
const wordsOf = (phrase: string): readonly string[] =>
  phrase
    .replace(/^~/, "")
    .split(" ")
    .filter((part) => !/^(?:_\??|\.\.\.|#|[<>]\d+%?)$/.test(part))
    .flatMap((part) => part.replace(/(?<=.)\?$/, "").split("|"))
    .map((word) => word.replace(/\*$/, ""));

const phrasesOf = (cues: unknown): readonly string[] =>
  typeof cues === "string"
    ? [cues]
    : typeof cues === "object" && cues !== null
      ? Object.entries(cues).flatMap(([key, part]) =>
          ["kind", "measures", "restOf"].includes(key) ? [] : phrasesOf(part),
        )
      : [];

test.each(FACT_IDS)("every word in the cues of %s can stand in a text", (fact) => {
  const unheard = phrasesOf(CUES[fact])
    .flatMap(wordsOf)
    .filter((word) => tokenize(word).length !== 1 || tokenize(word)[0]?.word !== word);
  expect(unheard).toEqual([]);
});

const HOSTILE: readonly string[] = [
  "1 ",
  "not ",
  "we have ",
  "labelled ",
  "a few hundred thousand ",
  "no no no labels, ",
  "change every ",
  "$1,",
  "1-",
  "ä",
  "9",
  "50% need 60% at ",
  "of 9 of ",
  "went from 1 to 2 ",
  "change every 3 weeks ",
  "5 each ",
  "was 5, ",
  "labels? no, ",
  "3 weeks, ",
  "5 per nurse ",
];

const shortestTime = (text: string): number => {
  let shortest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) {
    const begun = performance.now();
    readFacts(text, MONDAY);
    shortest = Math.min(shortest, performance.now() - begun);
  }
  return shortest;
};

test.each(HOSTILE)("time grows with the text, not with its square: %j", (piece) => {
  const quarter = piece.repeat(Math.ceil(LONGEST_READ / 4 / piece.length));
  const whole = piece.repeat(Math.ceil(100_000 / piece.length));
  readFacts(quarter, MONDAY);
  // Four times the text that is read: 16 times would be a square; a millisecond of grace for the clock.
  expect(shortestTime(whole)).toBeLessThan(9 * shortestTime(quarter) + 1);
});
