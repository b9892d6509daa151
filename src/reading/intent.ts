import type { Alternative } from "../decision/alternatives.ts";
import { define } from "../knowledge/glossary.ts";
import { likelyActs } from "./learned/acts.ts";
import type { Act, Situation } from "./learned/acts.ts";

/**
 * What a message asks for, apart from the facts it states. `statement`: nothing but what it says.
 */
export type Intent =
  /** Without an alternative: why not anything else than what is recommended. */
  | { readonly kind: "why-not"; readonly alternative?: Alternative }
  | { readonly kind: "what-if"; readonly supposition: string }
  | { readonly kind: "define"; readonly words: string }
  /** "actually 5,000": a new value for something said before. */
  | { readonly kind: "correction"; readonly words: string }
  | { readonly kind: PlainIntent };

/** What is asked for without saying more about it. */
type PlainIntent =
  | Exclude<Act, "why-not" | "what-if" | "define" | "correction">
  | "cheapest"
  | "data-format"
  | "delete-all"
  | "providers";

/** Messages longer than this state something; only short ones are commands. */
const LONGEST_COMMAND = 120;

/** Commands as the help names them, and what comes close: they mean what they say in any situation. */
const COMMANDS: readonly (readonly [PlainIntent, RegExp])[] = [
  [
    "help",
    /^(?:\/?help|\?|h|commands?|how does this work|(?:who|what) are you|what can (?:you|i) (?:do|ask|say)(?: here)?)$/,
  ],
  [
    "start-over",
    /^(?:(?:let'?s )?start (?:over|again|afresh)|restart|reset|new (?:case|question|decision)|begin again)$/,
  ],
  [
    "undo",
    /^(?:undo(?: (?:that|this|it|the last(?: one| answer)?))?|take (?:that|it) back|scratch that|never ?mind(?: that)?|cancel(?: that)?|back|go back|revert(?: that)?)$/,
  ],
  [
    "table",
    /^(?:(?:the |a )?(?:csv|spreadsheet)(?: file)?|(?:(?:give|send|show) (?:me|us) )?(?:the )?(?:table|comparison) (?:as|in) (?:an? )?(?:csv|file|spreadsheet|excel)(?: file)?|(?:export|download) (?:the )?(?:table|comparison|csv)(?: as (?:a )?csv)?)$/,
  ],
  [
    "export",
    /^(?:export|(?:give me |write |make )?(?:an? |the )?(?:decision )?(?:record|markdown|report|document)|save(?: it| this)?|(?:can (?:you|i|we) )?export (?:it|this|that|the decision)(?: as markdown)?|download)$/,
  ],
  [
    "keep",
    /^(?:keep(?: it| that| this| the change| this change)?|apply(?: it| that)?|use that|yes,? keep (?:it|that))$/,
  ],
  [
    "mute",
    /^(?:mute|be (?:quiet|silent)|quiet|hush|silence|shush|shut up|stop(?: (?:talking|listening|replying|answering|it))?|stay out(?: of (?:this|it))?|leave us alone)$/,
  ],
  [
    "unmute",
    /^(?:unmute|un-mute|(?:you (?:can|may) )?(?:speak|talk|listen)(?: again)?|come back)$/,
  ],
  [
    "share",
    /^(?:share(?: (?:it|this|that|the (?:result|verdict|decision|recommendation)))?(?: (?:in|with|to) the (?:whole )?channel)?|(?:show|post|send) (?:it |this |that )?(?:in|to) (?:the |our )?channel)$/,
  ],
  [
    "delete-all",
    /^(?:delete|erase|forget) (?:(?:all (?:of )?)?my (?:own )?(?:decisions|conversations|cases|threads)|(?:all|everything|every decision) (?:that )?i(?: have|'ve)? (?:begun|began|started))$/,
  ],
  [
    "delete",
    /^(?:delete|erase)(?: (?:it|this|that|everything|all(?: of (?:it|this))?|(?:this|the) (?:decision|thread|conversation|case)|(?:my|our) data))?$/,
  ],
  [
    "decide",
    /^(?:(?:just |please )?(?:decide|answer|recommend)(?: now| already| anyway)?|decide|(?:just )?tell me(?: now| already)?|enough(?: questions)?|skip (?:to the answer|the rest|all)|no more questions|go ahead|what do you recommend(?: now)?|your verdict|verdict|recommendation)$/,
  ],
  [
    "not-sure",
    /^(?:(?:i am |i'm |we are |we're )?not (?:so |too |quite |really )?sure(?: yet| about (?:that|this|it))?|unsure|(?:i |we )?(?:really |honestly )?(?:don'?t|do not|dont) know(?: yet| that| this)?|no (?:idea|clue)(?:,? sorry)?|dunno|idk|unknown|skip(?: (?:it|this|that|this one|that one|the question))?|pass|next(?: question)?|can'?t say|cannot say|hard to say|n\/a|not applicable)$/,
  ],
  [
    "why-asked",
    /^(?:why(?: do| are| would| did)? you (?:ask|asking|want to know|need (?:that|this|to know))(?: (?:that|this|me|us|me that|me this))*|why (?:that|this) question|why (?:does|would|should) (?:that|this|it) matter|what(?: is|'s) that for|what for|does (?:that|this|it) matter|why is (?:that|this) important)$/,
  ],
  [
    "changes",
    /^(?:what (?:would|could|might|will) (?:change|flip|turn)(?: (?:it|that|this|your mind|the answer|the (?:recommendation|verdict|decision)))?|when would (?:it|that|this|you) (?:change|flip)(?: your mind)?|what would it take(?: .*)?|when (?:should|would|do) (?:we|i|you) (?:fine[- ]?tune|train|prompt|switch)(?: .*)?|flips?|how (?:stable|robust|firm|sensitive) is (?:it|that|this))$/,
  ],
  [
    "known",
    /^(?:what (?:do|did) you (?:know|have|understand|understood)(?: (?:so far|about (?:us|me|it)))?|(?:show |list )?(?:the |my |our )?facts|who said (?:what|that)|summary|status|what (?:have|did) (?:we|i) (?:said|say|tell you|told you)(?: so far)?|(?:what are )?(?:the |your )?assumptions|what do you assume)$/,
  ],
  [
    "sources",
    /^(?:sources?|references|evidence|citations?|says who|who says(?: (?:so|that))?|where (?:is|are) (?:that|this|these|those|it) from|where (?:does|do|did) (?:that|this|it|you)(?: (?:come|get|have) (?:from|that|it from|that from))?|(?:what are |show |list )?(?:the |your )sources|how do you know(?: (?:that|this))?|prove it)$/,
  ],
  [
    "differences",
    /^(?:(?:show |give me |tell me )?(?:the |key |main |six )*differences?|what(?: is|'s| are) the (?:key |main )?differences?)(?: between (?:them|the two|fine[- ]?tuning and prompt(?:ing| engineering)|prompt(?:ing| engineering) and fine[- ]?tuning))?$|^(?:fine[- ]?tuning (?:vs\.?|versus|or) prompt(?:ing| engineering)|prompt(?:ing| engineering) (?:vs\.?|versus|or) fine[- ]?tuning)$|^when (?:should (?:we|i|one) |to |do (?:we|you|i) )(?:use|choose) (?:each|which|what|either|one)(?: (?:method|one|of them))?$/,
  ],
  [
    "compare",
    /^(?:compare(?: (?:them|both|the two|the (?:methods|options|alternatives)))?|(?:show (?:me )?|give me )?(?:the |a )?(?:comparison|table)(?: again)?|(?:what are )?(?:the |their )?(?:pros and cons|(?:dis)?advantages(?: and disadvantages)?)(?: of (?:each|both|the two))?)$/,
  ],
  [
    "plan",
    /^(?:(?:show (?:me )?|give me |what(?: is|'s| are) )?(?:the |a |our |your )?(?:plan|steps|next steps|roadmap)(?: again)?|what (?:now|next|should we do(?: (?:now|next|first))?)|how do we (?:start|begin|do (?:it|that|this))|where do we start|what do we do (?:now|next|first))$/,
  ],
  [
    "cost",
    /^(?:(?:and )?(?:the |what about (?:the )?)?(?:costs?|price|money|budget)|(?:is|isn't) (?:it|that|this|one) (?:very |too |more |so |really )?(?:expensive|costly|dear|cheap|cheaper)|(?:and )?what (?:does|do|would|will) (?:it|that|this|they|each|both) cost(?: us)?|how much|how much (?:does|do|would|will|is) (?:it|that|this|they)(?: cost)?(?: us)?|how expensive (?:is|would) (?:it|that|this)(?: be)?)$/,
  ],
  ["cheapest", /^(?:(?:what|which)(?:'s|s| is| are)? )?(?:the |our )?cheapest\b.*$/],
  [
    "providers",
    /^(?:(?:at |with )?(?:which|what) (?:\w+ )?(?:providers?|vendors?|models?)\b.*\b(?:fine-?)?tun(?:e|ed|ing)\b.*|where can (?:we|i|you|one) (?:still )?(?:fine[- ]?)?tune\b.*|who (?:still )?(?:offers|does) (?:fine[- ]?)?tuning\b.*)$/,
  ],
  [
    "data-format",
    /^(?:(?:in )?(?:what|which) (?:(?:data|file|training) )*formats?\b.*|how (?:should|must|do) (?:we|i) format (?:the |our )?(?:training )?data\b.*|(?:jsonl|json) or csv)$/,
  ],
  [
    "time",
    /^(?:(?:and )?(?:the |what about (?:the )?)?(?:time|timeline|schedule|duration)|how (?:long|soon|fast|quick)|how (?:long|soon|fast|quick(?:ly)?) (?:does|do|would|will|can|is) (?:it|that|this|they|we)(?: (?:take|be ready|start))?(?: us)?|when (?:can|could|would) (?:it|we|that) be (?:ready|live|done))$/,
  ],
  [
    "why",
    /^(?:(?:how|are you) (?:sure|confident|certain)(?: (?:are you|is (?:it|that|this)|about (?:that|this)))?|(?:but )?why(?: (?:that|this|is that|is this|so|do you (?:say|think|recommend) (?:so|that|this)|this one|that one))?|reasons?|explain(?: (?:that|this|it|yourself|your reasoning))?|how (?:come|so)|(?:what are |show |give me )?(?:the |your )?reasons)$/,
  ],
  [
    "thanks",
    /^(?:(?:ok(?:ay)?|great|perfect|cool|nice|good|super|awesome|wonderful|lovely|got it|makes sense|that helps)[,. ]*)*(?:(?:many |lots of |big )?(?:thanks|thank you|thank u|thx|ty|cheers|tysm)(?: (?:a lot|so much|very much|again|all|everyone|bot|that helps|for (?:that|this|the help|your help)))*)[,. ]*(?:that(?:'s| is| was)? (?:helpful|great|all)|bye|that helps)?$|^(?:great|perfect|cool|nice|awesome|got it|ok(?:ay)?|bye|goodbye)$/,
  ],
  [
    "greeting",
    /^(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening)|yo|moin|bot|tuning fork)(?: (?:there|all|everyone|bot|tuning fork))?$/,
  ],
];

const ALTERNATIVE_WORDS: readonly (readonly [Alternative, RegExp])[] = [
  ["both", /\b(?:both|combine|combined|combination|the two together)\b/],
  ["fine-tuning", /\b(?:fine[- ]?tun\w*|tuning|train\w*)\b/],
  ["prompt-engineering", /\b(?:prompt\w*)\b/],
];

/** The alternative that a phrase names, if it names one. */
const alternativeIn = (words: string): Alternative | undefined =>
  ALTERNATIVE_WORDS.find(([, pattern]) => pattern.test(words))?.[0];

/** A message as commands are written: in small letters, without what is said for politeness. */
const tidy = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/\s+/g, " ")
    .replace(/^(?:(?:ok(?:ay)?|so|and|well|hm+|hey|please|sorry)[, ]+)+(?=\S{2})/, "")
    .replace(/(?:[ ,]+(?:please|pls|plz|then|bot))*[\s.!?…]*$/, "");

/** What leads to a supposition, and the supposition. */
const SUPPOSING: readonly RegExp[] = [
  /^(?:and |but |so |ok(?:ay)?,? )?(?:(?:what|how) about(?= .*\d)|what (?:if|about if|happens (?:if|when)|changes if|would (?:happen|change) if)|how about if|suppose(?: that)?|supposing|assume(?: that)?|assuming|imagine(?: that)?|let'?s (?:say|assume|suppose)|say,?|if)\b[ ,:]*(.*)$/is,
  /^(?:thought experiment|hypothetically|let'?s pretend|pretend(?: that)?|in case(?=[^?]*\?)|try it with|same (?:thing )?but(?: with)?|(?:would|does|will) (?:it|that|this|the (?:answer|recommendation|verdict)) (?:be different|look different|change|(?:still )?hold(?: up)?) (?:if|with|when))\b[ ,:–-]*(.*)$/is,
  // "my boss will ask: what if we had 200?"; what is stated before is no introduction.
  /^[^?:\d]{1,60}: ?(?:what if|suppose|assuming)\b[ ,:]*(.*)$/is,
];

/** Nobody means anything else by these. */
const ALWAYS_SUPPOSES =
  /^(?:and |but |so |ok(?:ay)?,? )?(?:what if|suppose|supposing)\b(?! anything)/i;

/** Whether a sentence plainly supposes something. */
export const supposes = (sentence: string): boolean => ALWAYS_SUPPOSES.test(sentence);

/** What leads to a number or a model that a calculation is to rest on. */
const ASSUMING =
  /^(?:(?:please|ok(?:ay)?|now|and)[, ]+)*(?:(?:assume|assuming|(?:reckon|calculate)(?: it)?(?: with)?)\b|(?=(?:use )?(?:the )?usual assumptions\b))/i;

/**
 * The words behind "assume": what a calculation may be meant to rest on, where they name something
 * that it does rest on; otherwise they suppose another case. Undefined when nothing is assumed.
 */
export const readAssumption = (message: string): string | undefined =>
  ASSUMING.test(message) ? message.replace(ASSUMING, "") : undefined;

/** What leads to a new value for something said before, and the value. */
const CORRECTING: readonly RegExp[] = [
  /^(?:no|sorry|oops|wait|hm+)?[, ]*(?:actually|correction|i meant?|we meant?|make (?:that|it)|it(?:'s| is) (?:actually|rather))\b[ ,:]*(.+)$/is,
  /^(?:(?:no|nope|sorry|oops|wait|hm+)[, ]+)+(~?\d.{0,40})$/is,
  /^(?:sorry|sry|oops|ups|wait)\b[, ]+(?:wait |no |sorry )?(?:it|that|there)(?:'?s| is| was| are| were) (?:actually |really )?(.+)$/is,
  /^(?:.{0,60}?\b)?(?:should (?:have been|read|say)|change (?:that|it) to|(?:i )?meant? to (?:say|write|type)|typo|my bad|mistyped|i misspoke)\b[ ,:.–-]*(.+)$/is,
];

const DEFINING =
  /^(?:and |but |so |wait,? )?(?:what(?:'s| is| are| does| do)|define|explain|meaning of|what do you mean (?:by|with))\b (.+?)(?: mean| stand for)?$/i;

/** "we could use GPT-4?" as what it supposes; the reader would take it for a wish or a question. */
const indicative = (supposition: string): string =>
  supposition
    .replaceAll(/\bcould\b/gi, "can")
    .replaceAll(/\b(?:would|might) /gi, "")
    .replace(/[\s?!.]+$/, "");

/** What the first pattern that fits leaves of a message; without one, all of it. */
const afterLead = (leads: readonly RegExp[], message: string): string =>
  leads.map((lead) => lead.exec(message)?.[1]).find((rest) => rest) ?? message;

/** The longest run of words that is looked up in the glossary. */
const LONGEST_TERM = 3;

/** The longest words in a message that the glossary knows. */
function termIn(message: string): string | undefined {
  const words = tidy(message)
    .replaceAll(/[^\p{L}\p{N}' -]/gu, " ")
    .split(/ +/);
  for (let length = LONGEST_TERM; length > 0; length -= 1)
    for (let from = 0; from + length <= words.length; from += 1) {
      const term = words.slice(from, from + length).join(" ");
      if (define(term) !== undefined) return term;
    }
  return undefined;
}

/** What somebody does by a message, with what it is about. */
function intentFor(act: Act | PlainIntent, message: string): Intent {
  if (act === "what-if")
    return { kind: act, supposition: indicative(afterLead(SUPPOSING, message)) };
  if (act === "correction") return { kind: act, words: afterLead(CORRECTING, message) };
  if (act === "why-not") {
    const alternative = alternativeIn(message.toLowerCase());
    return alternative === undefined ? { kind: act } : { kind: act, alternative };
  }
  if (act === "define") {
    const words = tidy(message);
    return { kind: act, words: termIn(message) ?? DEFINING.exec(words)?.[1] ?? words };
  }
  return { kind: act };
}

/** A possible meaning of a message. */
export type Likely = { readonly intent: Intent; readonly probability: number };

/** What is less likely is no meaning of a message. */
export const LEAST_LIKELY = 0.1;

/** Longer messages tell something, whatever words are in them. */
const LONGEST_REQUEST = 300;
/** So much of a message is looked at; what is supposed stands at its beginning. */
const LONGEST_LOOKED_AT = 2000;

/** The command that a message is, in the words of the help or in others that mean nothing else. */
export function readCommand(message: string): PlainIntent | undefined {
  const words = message.length > LONGEST_COMMAND ? "" : tidy(message);
  if (message.trim() === "?") return "help";
  return COMMANDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/**
 * What a message that is said to the bot may be meant for, the likeliest first. A command in the
 * words of the help is certain; other words are weighed by what such words were said for in
 * thousands of labelled messages.
 */
export function readIntents(message: string, situation: Situation): readonly Likely[] {
  const text = message.trim().slice(0, LONGEST_LOOKED_AT);
  const certain = supposes(text)
    ? "what-if"
    : text === "" || text.length > LONGEST_REQUEST
      ? "statement"
      : readCommand(text);
  return certain === undefined
    ? likelyActs(text, situation)
        .filter(({ probability }) => probability >= LEAST_LIKELY)
        .map(({ label, probability }) => ({ intent: intentFor(label, text), probability }))
    : [{ intent: intentFor(certain, text), probability: 1 }];
}
