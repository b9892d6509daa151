import type { Trouble } from "../../chat/incoming.ts";
import { bold, heading, list, note, text } from "../../chat/reply.ts";
import type { Reply } from "../../chat/reply.ts";
import { reply, toSender } from "./parts.ts";

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

/** @param reader where a language model also reads what is said, if one is set up */
export const help = (reader?: string): Reply =>
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
      [
        bold("Your own data"),
        ": drop a file of examples into the thread, JSON Lines or CSV, and I say how many are usable and what to fix.",
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
    ...(reader === undefined ? [] : [note(secondReader(reader))]),
  );

/** What a language model does here, for whoever asks. */
export const secondReader = (reader: string): string =>
  `A language model at ${reader} also reads what you tell me, to find facts that I have missed. You see each one with your words, and can correct it; the model decides nothing.`;

/** Somebody does more than anybody needs to. */
export const tooMuchAtOnce = (): Reply =>
  toSender(
    text(
      "That is more than I take in from one place in a short time, so I have left the last of it out. Please go on in a minute.",
    ),
  );

/** @param most decisions that one person may have open */
export const tooManyOpen = (most: number): Reply =>
  toSender(
    text(
      `You have ${most} decisions open with me. Please finish one, or say “delete” in its thread, before you begin another.`,
    ),
  );

/** @param most decisions that may be open in one workspace */
export const tooManyOpenHere = (most: number): Reply =>
  toSender(
    text(
      `${most.toLocaleString("en-US")} decisions are open here with me, which is as many as I keep in one place. Please finish one, or say “delete” in its thread, before you begin another.`,
    ),
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

export const thanksForFeedback = (isHelpful: boolean): Reply =>
  toSender(
    text(
      isHelpful
        ? "Thank you, I have noted that it helped."
        : "Thank you, I have noted that. Tell me in the thread what is wrong, and I will correct it.",
    ),
  );

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
