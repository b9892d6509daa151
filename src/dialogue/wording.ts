import type { Trouble } from "../chat/incoming.ts";
import { bold, heading, list, note, text } from "../chat/reply.ts";
import type { Block, Choice, Inline, Purpose, Reply, Text } from "../chat/reply.ts";
import { ALTERNATIVES, ALTERNATIVE_IDS } from "../decision/alternatives.ts";
import type { Alternative, ByAlternative } from "../decision/alternatives.ts";
import type { AnswerEffect } from "../decision/ask.ts";
import type { Assessment, Confidence } from "../decision/assess.ts";
import type { KnownFact } from "../decision/evidence.ts";
import { FACTS } from "../decision/facts.ts";
import type { FactId, Range } from "../decision/facts.ts";
import { sayFact, sayNumber, sayValue, sentence } from "../decision/phrasing.ts";
import type { Step } from "../decision/plan.ts";
import type { Reason } from "../decision/reasons.ts";
import { isSpare } from "../decision/simulation.ts";
import { FINDINGS } from "../knowledge/findings.ts";
import type { FindingId } from "../knowledge/findings.ts";
import type { Entry as GlossaryEntry } from "../knowledge/glossary.ts";
import {
  DOCUMENT,
  FEATURES,
  STATEMENTS,
  difference,
  statementsAbout,
} from "../knowledge/statements.ts";
import type { Statement } from "../knowledge/statements.ts";
import type { Entry, Rival } from "./conversation.ts";

/** Every sentence the bot can say, apart from those that stand beside the facts they speak of. */

const reply = (purpose: Purpose, ...blocks: Block[]): Reply => ({
  purpose,
  visibleTo: "thread",
  blocks,
});

/** A word to whoever did something, which nobody else needs to see. */
const toSender = (...blocks: Block[]): Reply => ({
  ...reply("notice", ...blocks),
  visibleTo: "sender",
});

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const byProbability = (probabilities: ByAlternative<number>): readonly Alternative[] =>
  ALTERNATIVE_IDS.toSorted((one, another) => probabilities[another] - probabilities[one]);

const sayProbabilities = (probabilities: ByAlternative<number>): string =>
  byProbability(probabilities)
    .map((id) => `${ALTERNATIVES[id].name} ${percent(probabilities[id])}`)
    .join(", ");

const VERDICT: Readonly<Record<Confidence, (name: string) => string>> = {
  lean: (name) => `Leaning towards ${name}`,
  likely: (name) => `Probably ${name}`,
  clear: (name) => `Clearly ${name}`,
};

/** The verdict in a few words: "Probably fine-tuning". */
export const sayVerdict = ({ recommendation, confidence }: Assessment): string =>
  VERDICT[confidence](ALTERNATIVES[recommendation].name);

const quoted = (words: string): string =>
  `“${words.length > 60 ? `${words.slice(0, 57)}…` : words}”`;

/** What somebody asked, for a message that everybody sees. */
const quotedAtLength = (words: string): string =>
  `“${words.length > 600 ? `${words.slice(0, 599)}…` : words}”`;

const sayKnown = ({ fact, value }: KnownFact): string => sentence(sayFact(fact, value));

export const welcome = (): Reply =>
  reply(
    "welcome",
    heading("Fine-tune, engineer the prompt, or both?"),
    text(
      "Tell me what you want a language model to do, and I will help you decide: I ask a few questions, then say what I would do, how sure I am, and why.",
    ),
    text("For example:"),
    list([
      "We want to sort 40k support tickets a month into 35 categories. We have about 8k labelled ones, and prompts get us to 80 %, but we need 95.",
      "An assistant that answers questions about our handbook, which changes every week. Nobody here has trained a model.",
    ]),
    note("Say “help” to see what else I understand."),
  );

export const help = (): Reply =>
  reply(
    "answer",
    heading("What you can say"),
    list([
      [bold("Describe your case"), ", in your own words; one message or several."],
      [
        bold("Answer"),
        " with a number from the list, the words on it, or your own figures. ",
        bold("Not sure"),
        " is an answer too.",
      ],
      [
        bold("Correct"),
        " anything at any time: “actually 5,000 labelled examples”. ",
        bold("Undo"),
        " takes the last answer back.",
      ],
      [bold("Why do you ask?"), " and ", bold("decide now"), " work at every question."],
      [
        bold("Afterwards"),
        ": “why?”, “why not fine-tuning?”, “what if we had only 200 examples?”, “what would change it?”, “compare”, “plan”, “cost”, “time”, “sources”.",
      ],
      [bold("Words"), ": “what is fine-tuning?”, “what are the differences?”"],
      [
        bold("Export"),
        " writes a decision record; ",
        bold("share"),
        " shows the result to the whole channel; ",
        bold("facts"),
        " shows what I know and from whom.",
      ],
      [
        bold("Start over"),
        " begins a new case; ",
        bold("mute"),
        " keeps me quiet until somebody speaks to me; ",
        bold("delete"),
        " takes all of it away.",
      ],
    ]),
  );

export const welcomeBack = (): Reply =>
  reply("notice", text("You are welcome. I am here if anything changes."));
export const hello = (): Reply =>
  reply("notice", text("Hello. Go on whenever you like; “help” shows what I understand."));
export const startedOver = (): Reply => reply("notice", text("All cleared. What is the new case?"));
export const muted = (): Reply =>
  reply("notice", text("I stay quiet now, until somebody speaks to me."));
export const unmuted = (): Reply =>
  reply("notice", text("I listen again. Go on whenever you like."));

/** Asked back before anything is taken away; nobody else needs to see it. */
export const confirmErasure = (): Reply =>
  toSender(
    text(
      "Delete this decision? My messages here go away, and everything that I keep of it. This cannot be taken back.",
    ),
    {
      kind: "choices",
      choices: [
        { label: "Delete", token: "erase" },
        { label: "Leave it", token: "leave" },
      ],
    },
  );
export const leftAsItIs = (): Reply => toSender(text("Nothing is deleted."));
export const erased = (name: string): Reply => ({
  ...reply(
    "erasure",
    text(`This decision was deleted by ${name}. My messages are gone, and I have forgotten it.`),
  ),
  // The message that opened the thread stays, since others stand below it.
  replaces: OPENING,
});
export const mayNotErase = (starter: string | undefined): Reply =>
  toSender(
    text(
      `Only ${starter === undefined ? "whoever" : `${starter}, who`} began this decision, or an administrator, can delete it.`,
    ),
  );

export const thanksForFeedback = (isHelpful: boolean): Reply =>
  toSender(
    text(
      isHelpful
        ? "Thank you, I have noted that it helped."
        : "Thank you, I have noted that. Tell me in the thread what is wrong, and I will correct it.",
    ),
  );

export const notDecided = (): Reply =>
  reply("notice", text("There is no recommendation to show yet. Say “decide now” to get one."));
export const shownAlready = (): Reply =>
  toSender(text("The channel has seen this already, and nothing has changed since."));

export const nothingToUndo = (): Reply => reply("notice", text("There is nothing to take back."));
export const onlyDescribed = (): Reply =>
  reply(
    "notice",
    text(
      "There is only your description to take back. Correct what is wrong in it (“actually 5,000”), or say “start over”.",
    ),
  );
export const suppositionDropped = (): Reply =>
  reply("notice", text("The “what if” is dropped; nothing else has changed."));
export const nothingToKeep = (): Reply =>
  reply(
    "notice",
    text(
      "There is no open “what if”. Ask one first, for example: what if we had only 200 examples?",
    ),
  );
export const noQuestionOpen = (): Reply =>
  reply("notice", text("No question is open just now. You can tell me more, or ask why."));
export const notYet = (): Reply =>
  reply("notice", text("I need a case first. Tell me in a sentence what the model should do."));
export const stillHere = (): Reply =>
  reply(
    "notice",
    text(
      "I am here, and I have what you told me so far. Go on whenever you like; “help” shows what I understand.",
    ),
  );

/** A command is seen by nobody but whoever gave it. */
export const asked = (name: string, words: string): Reply => ({
  ...reply(
    "opening",
    ...caseOf(name, words),
    note("Open. The questions are in the thread, and anyone can answer them."),
  ),
  topic: OPENING,
});

const OPENING = "opening";
const UNDERSTOOD = "understood";
const caseOf = (name: string, words: string): readonly Block[] => [
  text({ bold: name }, " asks: ", quotedAtLength(words)),
];

const inShort = (assessment: Assessment): readonly Block[] => [
  text({ bold: sayVerdict(assessment) }),
  note(
    `${sentence(sayProbabilities(assessment.probabilities))}. Reasons and plan are in the thread.`,
  ),
];

/** The verdict for everybody in the channel, when somebody wants them to see it. */
export const shownToAll = (name: string, words: string, assessment: Assessment): Reply => ({
  ...reply(
    "answer",
    text("A decision, shown by ", { bold: name }, ": ", quotedAtLength(words)),
    ...inShort(assessment),
  ),
  visibleTo: "channel",
});

/** The verdict, on the message that opened the thread. */
export const decided = (name: string, words: string, assessment: Assessment): Reply => ({
  ...reply("state", ...caseOf(name, words), ...inShort(assessment)),
  replaces: OPENING,
});

const topicOf = (fact: FactId): string => `question:${fact}`;

/** A question that has an answer: what it is, who gave it, and the way to change it. */
export const settled = ({ fact, value, by }: Entry): Reply => ({
  ...reply(
    "state",
    text(
      { bold: FACTS[fact].question },
      " ",
      value === undefined ? "Not sure" : sayValue(fact, value as string | number | Range),
    ),
    note(`Answered by ${by.name}.`),
    { kind: "actions", choices: [{ label: "Change", token: `change:${fact}` }] },
  ),
  replaces: topicOf(fact),
});

/** A question whose answer was taken back. */
export const reopened = (fact: FactId): Reply => ({
  ...reply("state", text({ bold: FACTS[fact].question }, " The answer was taken back.")),
  replaces: topicOf(fact),
});

/** A form to ask with, for whoever opens the bot without saying anything. */
export const caseForm = {
  title: "Tuning Fork",
  question: "What should the model do?",
  hint: "A sentence or two: the task, how many examples with the right answer you have, how far a prompt gets, how much traffic, how soon. What you leave out is asked for if it matters.",
  where: "Where should the team answer?",
  whereHint: "A channel. Leave it empty, and we talk in a direct message.",
  submit: "Ask",
  cancel: "Cancel",
} as const;

const TROUBLE: Readonly<Record<Trouble["what"], (reference: string) => string>> = {
  undelivered: (reference) =>
    `One of my messages could not be posted here, so something is missing above (reference ${reference}). Ask again and I will say it once more.`,
  unhandled: (reference) =>
    `Something went wrong on my side and I could not take in the last message (reference ${reference}). Nothing else is lost. Please say it again in other words.`,
};

/** Something failed for good; the reference stands in the log, too. */
export const trouble = (what: Trouble["what"], reference: string): Reply =>
  reply("notice", text(TROUBLE[what](reference)));

/** The message was long; what was beyond the limit was not read. */
export const tooLong = (read: number): Reply =>
  reply(
    "notice",
    text(
      `That was long: I read the first ${read.toLocaleString("en-US")} characters. A few sentences are enough.`,
    ),
  );

type Read = KnownFact & { readonly quote?: string };

const understoodBlocks = (facts: readonly Read[]): readonly Block[] =>
  facts.length === 0
    ? [text("I could not read any facts from that yet, so I will ask.")]
    : [
        text("Here is what I understood:"),
        list(
          facts.map((known): Text =>
            known.quote === undefined
              ? [sayKnown(known)]
              : [sayKnown(known), ` (${quoted(known.quote)})`],
          ),
        ),
        note("If something is wrong, just say it right: “actually 5,000”."),
        {
          kind: "actions",
          prompt: "Correct something",
          choices: facts.map(({ fact }) => ({ label: FACTS[fact].name, token: `change:${fact}` })),
        },
      ];

export const understood = (facts: readonly Read[]): Reply => ({
  ...reply("understood", ...understoodBlocks(facts)),
  topic: UNDERSTOOD,
});

/** The same in its place, after the description was changed. */
export const understoodAnew = (facts: readonly Read[]): Reply => ({
  ...reply("state", ...understoodBlocks(facts)),
  replaces: UNDERSTOOD,
});

/** What a message that somebody changed or took away changes. */
export const revised = (
  name: string,
  facts: readonly FactId[],
  was: ReadonlyMap<FactId, Entry>,
  is: ReadonlyMap<FactId, Entry>,
): Reply => {
  const sayRevised = (fact: FactId): string => {
    const value = is.get(fact)?.value;
    if (value === undefined) return `${FACTS[fact].name.toLowerCase()} is open again`;
    const known = { fact, value } as KnownFact;
    return `${sayFact(known.fact, known.value)}${before(was.get(fact), known)}`;
  };
  return reply(
    "understood",
    text(`${name} changed a message, and I follow: ${facts.map(sayRevised).join("; ")}.`),
  );
};

/** The message that described the case is gone, and what it said with it. */
export const caseWithdrawn = (name: string): Reply =>
  reply(
    "notice",
    text(
      `${name} took the description back, so I have forgotten this case. Mention me to begin another.`,
    ),
  );

const before = (entry: Entry | undefined, known: KnownFact): string => {
  if (entry?.value === undefined) return "";
  const was = sayValue(known.fact, entry.value as string | number | Range);
  return was === sayValue(known.fact, known.value) ? "" : ` (was: ${was})`;
};

/** What was just noted, with what it replaced. */
export const noted = (facts: readonly KnownFact[], was: ReadonlyMap<FactId, Entry>): Reply =>
  reply(
    "understood",
    text(
      `Noted: ${facts.map((known) => `${sayFact(known.fact, known.value)}${before(was.get(known.fact), known)}`).join("; ")}.`,
    ),
  );

export const notedNotSure = (): Reply =>
  reply("understood", text("Fine, that stays open; I reckon with what is usual."));

export const alreadyKnown = (): Reply =>
  reply("notice", text("That is what I have already, so nothing changes."));

export const notUnderstood = (): Reply =>
  reply(
    "notice",
    text(
      "I could not read an answer from that. A number, the words on the list, or “not sure” will do.",
    ),
  );

export const nothingRead = (): Reply =>
  reply(
    "notice",
    text(
      "I could not read a fact or a question from that, so nothing has changed. Say “help” to see what I understand.",
    ),
  );

/** Values that cannot be, with what could. */
export const rejected = (refused: readonly KnownFact[]): Reply =>
  reply(
    "notice",
    text(
      refused
        .map(({ fact, value }) => {
          const entry = FACTS[fact];
          const bounds =
            entry.kind === "amount"
              ? `${"positive" in entry ? "above 0" : "from 0"} up to ${sayNumber(entry.most)}`
              : `one of its answers`;
          const amount = typeof value === "object" ? value.high : value;
          return `${entry.name} cannot be ${typeof amount === "number" ? sayNumber(amount) : amount}; I take ${bounds}.`;
        })
        .join(" "),
    ),
  );

/** What an answer taken back leaves: the word before it, or an open question. */
export const takenBack = (facts: readonly FactId[], now: ReadonlyMap<FactId, Entry>): Reply =>
  reply(
    "understood",
    text(
      `Taken back. ${facts
        .map((fact) => {
          const value = now.get(fact)?.value;
          return value === undefined
            ? `${FACTS[fact].name}: open again`
            : sentence(sayFact(fact, value as string | number | Range));
        })
        .join("; ")}.`,
    ),
  );

/** The answers to a question, in order. */
function choicesOf(fact: FactId): readonly Choice[] {
  const entry = FACTS[fact];
  const values =
    entry.kind === "amount"
      ? entry.choices.map(({ label }, at) => ({ label, token: `answer:${fact}:${at}` }))
      : Object.entries(entry.values).map(([value, { label }]) => ({
          label,
          token: `answer:${fact}:${value}`,
        }));
  return values;
}

/** What can be done instead of giving one of the answers. */
const insteadOf = (fact: FactId): readonly Choice[] => [
  { label: "Not sure", token: `not-sure:${fact}` },
  { label: "Decide now", token: "decide" },
];

/** Two people gave different answers: which one counts is for the team to say. */
export const contested = (fact: FactId, rivals: readonly Rival[]): Reply => {
  const said = rivals.map(({ value, by }) => ({
    name: by.name,
    words: sayValue(fact, value as string | number | Range),
  }));
  return {
    ...reply(
      "question",
      text(bold(FACTS[fact].question)),
      text(
        `${said.map(({ name, words }) => `${name} said: ${words}`).join(". ")}. Which one holds?`,
      ),
      {
        kind: "choices",
        choices: said.map(({ words }, at) => ({ label: words, token: `settle:${fact}:${at}` })),
        instead: insteadOf(fact),
      },
    ),
    topic: topicOf(fact),
  };
};

/** @param number which question it is; below 2, the first or one that is asked again */
export const question = (fact: FactId, number: number): Reply => {
  const { question: words, why } = FACTS[fact];
  const asking = reply(
    "question",
    text(bold(words)),
    note(why),
    { kind: "choices", choices: choicesOf(fact), instead: insteadOf(fact) },
    note(
      number <= 1 ? "Pick one, or write it in your own words." : `Question ${number}; at most six.`,
    ),
  );
  return { ...asking, topic: topicOf(fact) };
};

export const whyAsked = (fact: FactId, effects: readonly AnswerEffect[]): Reply =>
  reply(
    "answer",
    text(FACTS[fact].why),
    text("With what you have told me so far:"),
    list(
      effects.map(({ label, best, probability }) => [
        bold(label),
        `: ${ALTERNATIVES[best].name} (${percent(probability)})`,
      ]),
    ),
  );

/** Too weak to be worth a line. */
const FAINT = 0.1;

const speakingFor = (reasons: readonly Reason[], id: Alternative): readonly Reason[] =>
  reasons
    .filter(({ effect }) => effect[id] > FAINT)
    .toSorted((one, another) => another.effect[id] - one.effect[id]);

const speakingAgainst = (reasons: readonly Reason[], id: Alternative): readonly Reason[] =>
  reasons
    .filter(({ effect }) => effect[id] < -FAINT)
    .toSorted((one, another) => one.effect[id] - another.effect[id]);

const MOST_FOR = 3;
const MOST_AGAINST = 2;

const supporting = ({ reasons, recommendation }: Assessment): readonly Reason[] =>
  speakingFor(reasons, recommendation);

const opposing = ({ reasons, recommendation }: Assessment): readonly Reason[] =>
  speakingAgainst(reasons, recommendation);

const reasonBlocks = (assessment: Assessment, most = MOST_FOR): readonly Block[] => {
  const pro = supporting(assessment).slice(0, most);
  const contra = opposing(assessment).slice(0, MOST_AGAINST);
  return [
    ...(pro.length > 0 ? [text(bold("Why")), list(pro.map((reason) => reason.text))] : []),
    ...(contra.length > 0
      ? [text(bold("What speaks against it")), list(contra.map((reason) => reason.text))]
      : []),
  ];
};

const gateBlocks = ({ gates }: Assessment): readonly Block[] =>
  gates.map(({ why, asOf }) =>
    text(bold("Ruled out for now"), `: training, alone or with a prompt. ${why} (as of ${asOf})`),
  );

const BAND: Readonly<Record<Confidence, string>> = {
  lean: "That is a lean, not more",
  likely: "That is likely, not certain",
  clear: "That is clear",
};

const certainty = ({ probabilities, confidence, gates, missing }: Assessment): Block =>
  text(
    `Probability of coming out best: ${sayProbabilities(probabilities)}. ${BAND[confidence]}${
      confidence === "lean" && missing.length > 0
        ? `; it would help most to know: ${missing.map((fact) => FACTS[fact].name.toLowerCase()).join(", ")}.`
        : gates.length > 0
          ? ", for as long as the reason below holds."
          : "."
    }`,
  );

const FAVOURS = {
  "prompt-engineering": "prompt",
  "fine-tuning": "fine-tuning",
  neither: "even",
} as const;

const comparisonTable = ({ comparison }: Assessment): Block => ({
  kind: "table",
  caption: "Compared for your case",
  columns: ["Feature", "Prompt engineering", "Fine-tuning", "Better here"],
  rows: comparison.map((row) => [
    row.criterion,
    row.promptEngineering,
    row.fineTuning,
    FAVOURS[row.favours],
  ]),
});

const sayStep = ({ when, what }: Step): Text => [bold(when), `: ${what}`];

const planBlocks = ({ plan }: Assessment): readonly Block[] => [
  text(bold("Plan")),
  list(plan.map(sayStep), true),
];

const flipBlocks = ({ flips }: Assessment): readonly Block[] => [
  text(bold("What would change it")),
  flips.length === 0
    ? text("No one answer, and no two together, that I know of.")
    : list(flips.map((flip) => flip.text)),
];

const retrievalBlocks = ({ retrieval }: Assessment): readonly Block[] =>
  retrieval.way === "none" ? [] : [text(bold("Besides"), `: ${retrieval.why}`)];

const MOST_ASSUMED = 5;

const assumption = ({ assumed }: Assessment): readonly Block[] => {
  if (assumed.length === 0) return [];
  const names = assumed.slice(0, MOST_ASSUMED).map((fact) => FACTS[fact].name.toLowerCase());
  return [
    note(
      `Not known, so I reckoned with what is usual: ${names.join(", ")}${assumed.length > MOST_ASSUMED ? " and less weighty things" : ""}.`,
    ),
  ];
};

const MOST_NAMED = 3;

/** Where the findings that weigh most come from. */
const sourcesInShort = (assessment: Assessment): readonly Block[] => {
  const named = findingsOf(assessment).slice(0, MOST_NAMED);
  if (named.length === 0) return [];
  return [
    note(
      `Sources: ${named.map((id) => `${FINDINGS[id].source}, ${FINDINGS[id].year}`).join("; ")}.`,
    ),
  ];
};

/** The whole result: verdict first, then why, what would change it, the comparison and the plan. */
const result = (assessment: Assessment, ...closing: readonly Block[]): readonly Reply[] => [
  reply(
    "recommendation",
    heading(sayVerdict(assessment)),
    text(sentence(ALTERNATIVES[assessment.recommendation].gloss), "."),
    certainty(assessment),
    ...gateBlocks(assessment),
    ...reasonBlocks(assessment),
    ...retrievalBlocks(assessment),
    ...flipBlocks(assessment),
  ),
  reply(
    "recommendation",
    comparisonTable(assessment),
    ...planBlocks(assessment),
    ...assumption(assessment),
    ...sourcesInShort(assessment),
    ...closing,
  ),
];

export const recommendation = (assessment: Assessment): readonly Reply[] =>
  result(
    assessment,
    note(
      "Ask on: “why not fine-tuning?”, “what if we had only 200 examples?”, “sources”, “export”.",
    ),
    {
      kind: "actions",
      choices: [
        { label: "Show in channel", token: "share" },
        { label: "Export", token: "export" },
        { label: "Sources", token: "sources" },
        { label: "Delete", token: "delete" },
      ],
    },
    {
      kind: "feedback",
      helpful: { label: "This helped", token: "feedback:helpful" },
      unhelpful: { label: "This did not help", token: "feedback:unhelpful" },
    },
  );

/** Everything at once, for somebody who asked in one go and will not be asked back. */
export const oneShot = (
  read: readonly (KnownFact & { readonly quote?: string })[],
  assessment: Assessment,
): readonly Reply[] => {
  const next = assessment.nextQuestion?.fact;
  const told = read.filter(({ fact }) => !isSpare(fact, assessment.evidence));
  return [
    told.length === 0
      ? reply(
          "understood",
          text("I could not read any facts from that, so this rests on what is usual."),
        )
      : understood(told),
    ...result(assessment),
    ...(next === undefined
      ? []
      : [reply("answer", text(bold("It would help most to know"), `: ${FACTS[next].question}`))]),
  ];
};

export const compare = (assessment: Assessment): Reply =>
  reply(
    "answer",
    comparisonTable(assessment),
    note(
      `After “${DOCUMENT.title}” (${DOCUMENT.date}), read for your case. Both can be combined, the prompt first.`,
    ),
  );

/** What the document says of the two side by side. */
const plainly = (kind: Statement["kind"]): readonly Text[] =>
  statementsAbout("both", kind)
    .filter(({ feature }) => feature === undefined)
    .map(({ text: words }) => [words]);

/** The document itself: what the two are, how they differ, and when to use each. */
export const differences = (): Reply => {
  return reply(
    "answer",
    heading(DOCUMENT.title),
    list([...plainly("definition"), ...plainly("difference")]),
    {
      kind: "table",
      caption: "Key differences",
      columns: ["Feature", "Fine-tuning", "Prompt engineering"],
      rows: FEATURES.map((feature) => [
        feature,
        difference(feature, "fine-tuning")?.text ?? "",
        difference(feature, "prompt-engineering")?.text ?? "",
      ]),
    },
    text(bold("When to use each")),
    list([
      ...statementsAbout("fine-tuning", "when").map((one): Text => [
        bold("Fine-tuning"),
        `: ${one.text}`,
      ]),
      ...statementsAbout("prompt-engineering", "when").map((one): Text => [
        bold("Prompt engineering"),
        `: ${one.text}`,
      ]),
      ...statementsAbout("both", "when").map((one): Text => [bold("Both"), `: ${one.text}`]),
    ]),
    note(
      `From “${DOCUMENT.title}”, ${DOCUMENT.date}. Ask “what is fine-tuning?” for what has been found out since.`,
    ),
  );
};

export const plan = (assessment: Assessment): Reply => reply("answer", ...planBlocks(assessment));

export const whatWouldChange = (assessment: Assessment): Reply =>
  reply("answer", ...flipBlocks(assessment));

const EVERY_REASON = 6;

export const why = (assessment: Assessment): Reply =>
  reply(
    "answer",
    text(
      `${sayVerdict(assessment)} (${percent(assessment.probabilities[assessment.recommendation])}).`,
    ),
    ...gateBlocks(assessment),
    ...reasonBlocks(assessment, EVERY_REASON),
    ...retrievalBlocks(assessment),
    note("Say “sources” for the studies behind this."),
  );

/** Why an alternative was not recommended, or that it was. */
export const whyNot = (assessment: Assessment, alternative: Alternative): Reply => {
  const { recommendation: best, probabilities, reasons, gates, flips } = assessment;
  const { name } = ALTERNATIVES[alternative];
  if (alternative === best)
    return reply(
      "answer",
      text(
        `${sentence(name)} is ahead, with ${percent(probabilities[best])}. What speaks against it:`,
      ),
      ...(opposing(assessment).length === 0
        ? [text("Nothing that you told me.")]
        : [list(opposing(assessment).map((reason) => reason.text))]),
    );
  const against = speakingAgainst(reasons, alternative).slice(0, MOST_FOR);
  const inFavour = speakingFor(reasons, alternative).slice(0, MOST_AGAINST);
  const turning = flips.filter((flip) => flip.recommendation === alternative);
  const closed = gates.filter(({ rulesOut }) => rulesOut.includes(alternative));
  return reply(
    "answer",
    text(
      `${sentence(name)} comes out best in ${percent(probabilities[alternative])} of cases like yours; ${ALTERNATIVES[best].name} in ${percent(probabilities[best])}.`,
    ),
    ...closed.map(({ why: reason, asOf }) =>
      text(bold("Ruled out for now"), `: ${reason} (as of ${asOf})`),
    ),
    ...(against.length > 0
      ? [text(bold("Against it")), list(against.map((reason) => reason.text))]
      : []),
    ...(inFavour.length > 0
      ? [text(bold("For it")), list(inFavour.map((reason) => reason.text))]
      : []),
    ...(turning.length > 0
      ? [text(bold("It would win")), list(turning.map((flip) => flip.text))]
      : []),
  );
};

const moved = (from: number, to: number): string =>
  Math.round(from * 100) === Math.round(to * 100)
    ? `still ${percent(to)}`
    : `${percent(from)} to ${percent(to)}`;

/** Only what differs between two assessments. */
function changes(was: Assessment, is: Assessment): readonly Block[] {
  const best = is.recommendation;
  const { name } = ALTERNATIVES[best];
  const verdict =
    best === was.recommendation
      ? `The recommendation stays ${name} (${moved(was.probabilities[best], is.probabilities[best])}).`
      : `That changes it: ${name} instead of ${ALTERNATIVES[was.recommendation].name} (${name}: ${moved(was.probabilities[best], is.probabilities[best])}).`;
  const known = new Set(was.reasons.map((reason) => reason.text));
  const fresh = is.reasons.filter((reason) => !known.has(reason.text)).slice(0, 2);
  const rows = is.comparison.flatMap((row, at) => {
    const old = was.comparison[at];
    return old === undefined ||
      (old.favours === row.favours &&
        old.fineTuning === row.fineTuning &&
        old.promptEngineering === row.promptEngineering)
      ? []
      : [row];
  });
  const gates = is.gates.filter(
    ({ why: reason }) => !was.gates.some((gate) => gate.why === reason),
  );
  return [
    text(bold(verdict)),
    ...gates.map(({ why: reason }) =>
      text(bold("Ruled out for now"), `: training, alone or with a prompt. ${reason}`),
    ),
    ...(fresh.length > 0 ? [list(fresh.map((reason) => reason.text))] : []),
    ...(rows.length > 0
      ? [
          {
            kind: "table" as const,
            caption: "What changes in the comparison",
            columns: ["Feature", "Prompt engineering", "Fine-tuning", "Better here"],
            rows: rows.map((row) => [
              row.criterion,
              row.promptEngineering,
              row.fineTuning,
              FAVOURS[row.favours],
            ]),
          },
        ]
      : []),
    ...(is.retrieval.way === was.retrieval.way || is.retrieval.way === "none"
      ? []
      : retrievalBlocks(is)),
  ];
}

export const whatIf = (facts: readonly KnownFact[], was: Assessment, is: Assessment): Reply =>
  reply(
    "answer",
    text(`Suppose: ${facts.map(({ fact, value }) => sayFact(fact, value)).join("; ")}.`),
    ...changes(was, is),
    { kind: "actions", choices: [{ label: "Keep this change", token: "keep" }] },
    note("Nothing is changed unless you say “keep”."),
  );

export const whatIfUnread = (): Reply =>
  reply(
    "notice",
    text(
      "I could not read what should be different. For example: what if we had only 200 examples?",
    ),
  );

export const changed = (was: Assessment, is: Assessment): Reply =>
  reply("answer", ...changes(was, is), note("Say “plan” or “compare” for the whole."));

const onDay = (at: string): string => at.slice(0, 10);

const HOW = { read: "from the text", answered: "answered", kept: "kept from a what-if" } as const;

/** Who said what, and when. */
export const sayEntry = (entry: Entry): string => {
  const { fact, value, quote, how, by, at } = entry;
  const what =
    value === undefined
      ? `${FACTS[fact].name}: not known`
      : sentence(sayFact(fact, value as string | number | Range));
  return `${what} (${HOW[how]}${quote === undefined ? "" : ` ${quoted(quote)}`}, ${by.name}, ${onDay(at)})`;
};

export const known = (entries: readonly Entry[]): Reply =>
  entries.length === 0
    ? reply("answer", text("Nothing yet. Tell me in a sentence what the model should do."))
    : reply(
        "answer",
        text(bold("What I know")),
        list(entries.map(sayEntry)),
        note("Correct any of it by saying it right."),
      );

/** The findings behind an assessment, each once, the most used first. */
function findingsOf({ reasons, gates, plan: steps, retrieval }: Assessment): readonly FindingId[] {
  return [
    ...new Set([
      ...gates.flatMap(({ findings }) => findings),
      ...reasons.flatMap(({ findings }) => findings),
      ...(retrieval.way === "none" ? [] : retrieval.findings),
      ...steps.flatMap(({ findings }) => findings),
    ]),
  ];
}

const cite = (id: FindingId): Text => {
  const { finding, source, year, url, note: caveat } = FINDINGS[id];
  const where: Inline =
    url === undefined ? `${source}, ${year}` : { link: `${source}, ${year}`, to: url };
  return [`${finding} (`, where, caveat === undefined ? ")" : `; ${caveat})`];
};

const MOST_SOURCES = 8;

export const sources = (assessment: Assessment): Reply => {
  const ids = findingsOf(assessment);
  return reply(
    "answer",
    text(bold("The findings behind this")),
    list(
      ids.slice(0, MOST_SOURCES).map((id): Text => [bold(FINDINGS[id].claim), ": ", ...cite(id)]),
    ),
    note(
      `${ids.length > MOST_SOURCES ? `The ${MOST_SOURCES} that weigh most of ${ids.length}; “export” lists all. ` : ""}The key differences follow “${DOCUMENT.title}” (${DOCUMENT.date}).`,
    ),
  );
};

/** Plain citations for a document. */
export const citations = (assessment: Assessment): readonly string[] =>
  findingsOf(assessment).map((id) => {
    const { finding, source, year, url } = FINDINGS[id];
    return `${finding} (${source}, ${year}${url === undefined ? "" : `, ${url}`})`;
  });

export const definition = ({ term, definition: words, finding, subject }: GlossaryEntry): Reply => {
  const said = STATEMENTS.filter(
    ({ about, kind }) => about === subject && kind !== "definition" && kind !== "difference",
  );
  return reply(
    "answer",
    text(bold(sentence(term)), `: ${words}`),
    ...(said.length > 0 ? [list(said.map(sayStatement))] : []),
    ...(finding === undefined ? [] : [note("Found: ", ...cite(finding))]),
  );
};

const KIND = {
  definition: "What it is",
  advantage: "For it",
  disadvantage: "Against it",
  difference: "Difference",
  when: "When",
} as const;

const sayStatement = ({ kind, text: words, qualifiedBy }: Statement): Text => [
  bold(KIND[kind]),
  `: ${words}`,
  ...(qualifiedBy[0] === undefined ? [] : [` ${qualifiedBy[0].how}`]),
];

export const notDefined = (words: string): Reply =>
  reply(
    "notice",
    text(
      `I have no definition of ${quoted(words)}. I explain words such as fine-tuning, prompt engineering, retrieval, token or LoRA.`,
    ),
  );

const TOGETHER = {
  Cost: "what both cost, the prompt first; training follows only if it pays.",
  Time: "the prompt is live first; training takes its weeks behind it.",
} as const;

/** Cost or time, from the comparison and the document, with what newer findings add. */
export const aspect = (feature: "Cost" | "Time", assessment: Assessment): Reply => {
  const row = assessment.comparison.find(({ criterion }) => criterion === feature);
  const statements = STATEMENTS.filter(
    (statement) => statement.feature === feature && statement.qualifiedBy.length > 0,
  );
  const findings = statements.flatMap(({ qualifiedBy }) => qualifiedBy);
  return reply(
    "answer",
    text(bold(feature)),
    list([
      [bold("Prompt engineering"), `: ${row?.promptEngineering ?? ""}`],
      [bold("Fine-tuning"), `: ${row?.fineTuning ?? ""}`],
      [bold("Both"), `: ${TOGETHER[feature]}`],
    ]),
    ...(findings.length > 0
      ? [
          list(
            findings.slice(0, 3).map(({ finding, how }): Text => {
              const { source, year } = FINDINGS[finding];
              return [how, ` (${source}, ${year})`];
            }),
          ),
        ]
      : []),
  );
};

/** One line of the list of somebody's decisions. */
export type Decision = {
  readonly subject: string;
  readonly state: string;
  /** The day of the last word on it, as YYYY-MM-DD. */
  readonly on: string;
  readonly link?: string;
};

export const openQuestion = (fact: FactId): string => `open: ${FACTS[fact].question}`;

/** The verdict with its probability. */
export const verdict = (assessment: Assessment): string =>
  `${sayVerdict(assessment)} (${percent(assessment.probabilities[assessment.recommendation])})`;

const decisionList = (listed: readonly Decision[]): Block =>
  listed.length === 0
    ? text("None yet. Describe a case, and it will stand here.")
    : list(
        listed.map(({ subject, state, on, link }): Text => [
          link === undefined ? quoted(subject) : { link: quoted(subject), to: link },
          ` ${state}, ${on}`,
        ]),
      );

export const decisions = (listed: readonly Decision[]): Reply =>
  reply("answer", text(bold("Your last decisions")), decisionList(listed));

/** @param retentionDays for how long what is stored is kept after its last change */
export const home = (listed: readonly Decision[], retentionDays: number): Reply =>
  reply(
    "welcome",
    heading("Fine-tune, engineer the prompt, or both?"),
    text(
      "Describe what you want a language model to do. I ask a few questions in a thread, where everybody can answer, and then say what I would do, how sure I am, and why.",
    ),
    { kind: "actions", choices: [{ label: "Start a decision", token: "start" }] },
    text(bold("Your last decisions")),
    decisionList(listed),
    text(bold("What I keep")),
    text(
      `Of a decision I keep the description, the answers and ratings with who gave them and when, and nothing else that is said around them. It goes ${retentionDays} days after its last change, or at once when whoever began it says “delete”. I read by rules, and no language model sees your words.`,
    ),
  );

export const record = (name: string, markdown: string): Reply =>
  reply("answer", text("Here is the decision record, as Markdown."), {
    kind: "file",
    name,
    markdown,
  });
