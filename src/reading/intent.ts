import type { Alternative } from "../decision/alternatives.ts";

/**
 * What a message asks for, apart from the facts it states. `statement`: nothing but what it says.
 */
export type Intent =
  | { readonly kind: "why-not"; readonly alternative: Alternative }
  | { readonly kind: "what-if"; readonly supposition: string }
  | { readonly kind: "define"; readonly words: string }
  /** "actually 5,000": a new value for something said before. */
  | { readonly kind: "correction"; readonly words: string }
  | { readonly kind: PlainIntent };

export type PlainIntent =
  | "help"
  | "thanks"
  | "greeting"
  | "start-over"
  | "undo"
  | "not-sure"
  | "why-asked"
  | "decide"
  | "compare"
  | "differences"
  | "why"
  | "plan"
  | "cost"
  | "time"
  | "changes"
  | "known"
  | "sources"
  | "export"
  | "table"
  | "keep"
  | "mute"
  | "unmute"
  | "share"
  | "delete"
  | "statement";

/** Messages longer than this state something; only short ones are commands. */
const LONGEST_COMMAND = 120;

/** The first pattern that matches wins, so the more particular stand first. */
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
export const alternativeIn = (words: string): Alternative | undefined =>
  ALTERNATIVE_WORDS.find(([, pattern]) => pattern.test(words))?.[0];

/** A message as commands are written: in small letters, without what is said for politeness. */
export const tidy = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/\s+/g, " ")
    .replace(/^(?:(?:ok(?:ay)?|so|and|well|hm+|hey|please|sorry)[, ]+)+(?=\S{2})/, "")
    .replace(/(?:[ ,]+(?:please|pls|plz|then|bot))*[\s.!?…]*$/, "");

const WHAT_IF =
  /^(?:and |but |so |ok(?:ay)?,? )?(?:(?:what|how) about(?= .*\d)|what (?:if|about if|happens if|changes if|would (?:happen|change) if)|how about if|suppose(?: that)?|supposing|assume(?: that)?|assuming|imagine(?: that)?|let'?s (?:say|assume|suppose)|say,?|if)\b[ ,:]*(.*)$/is;
/** The same in other words. */
const SUPPOSING =
  /^(?:thought experiment|hypothetically|let'?s pretend|pretend(?: that)?|in case(?=[^?]*\?)|try it with|same (?:thing )?but(?: with)?|(?:would|does|will) (?:it|that|this|the (?:answer|recommendation|verdict)) (?:be different|look different|change|(?:still )?hold(?: up)?) if)\b[ ,:–-]*(.*)$/is;
/** "my boss will ask: what if we had 200?"; what is stated before is no introduction. */
const AFTER_WORDS = /^[^?:\d]{1,60}: ?((?:what if|suppose|assuming) .*)$/is;

const WHY_NOT =
  /^(?:and |but |so )?(?:why (?:not|don'?t (?:we|you)|no|shouldn'?t we|wouldn'?t (?:we|you|it be))|what speaks against|what(?: is|'s) wrong with)\b[ ,:]*(.*)$/i;
const WORTH =
  /^(?:and |but |so )?(?:is|isn't|would|wouldn't|wouldnt|should) (.*?)\b(?:worth|better|enough|make sense|a good idea)\b/i;
const WHY_THIS = /^(?:and |but |so )?(?:why|what speaks for)\b (.*)$/i;
/** "no wait, 5,000" */
const RATHER = /^(?:(?:no|nope|sorry|oops|wait|hm+)[, ]+)+(~?\d.{0,40})$/is;
const CORRECTION =
  /^(?:no|sorry|oops|wait|hm+)?[, ]*(?:actually|correction|i meant?|we meant?|make (?:that|it)|it(?:'s| is) (?:actually|rather))\b[ ,:]*(.+)$/is;
/** A slip that is named as one, after what leads to it. */
const MENDED =
  /^(?:.{0,60}?\b)?(?:should (?:have been|read|say)|change (?:that|it) to|(?:i )?meant? to (?:say|write|type)|typo|my bad|mistyped|i misspoke)\b[ ,:.–-]*(.+)$/is;
/** "sorry it was 300 ms not 3000"; after a mere "no" it answers the question that is open. */
const WAS_MEANT =
  /^(?:sorry|sry|oops|ups|wait)\b[, ]+(?:wait |no |sorry )?(?:it|that|there)(?:'?s| is| was| are| were) (?:actually |really )?(.+)$/is;
const DEFINE =
  /^(?:and |but |so |wait,? )?(?:what(?:'s| is| are| does| do)|define|explain|meaning of|what do you mean (?:by|with))\b (.+?)(?: mean| stand for)?$/i;

/** "we could use GPT-4?" as what it supposes; the reader would take it for a wish or a question. */
export const indicative = (supposition: string): string =>
  supposition
    .replaceAll(/\bcould\b/gi, "can")
    .replaceAll(/\b(?:would|might) /gi, "")
    .replace(/[\s?!.]+$/, "");

/**
 * What a message asks for. Simple matching on whole short messages; everything else is a statement,
 * whose facts are read separately.
 */
export function readIntent(message: string): Intent {
  const whatIf = WHAT_IF.exec(message.trim()) ?? SUPPOSING.exec(message.trim());
  if (whatIf?.[1]) return { kind: "what-if", supposition: indicative(whatIf[1]) };
  const after = AFTER_WORDS.exec(message.trim())?.[1];
  const later = after === undefined ? undefined : WHAT_IF.exec(after)?.[1];
  if (later) return { kind: "what-if", supposition: indicative(later) };
  const correction = [CORRECTION, RATHER, WAS_MEANT, MENDED]
    .map((pattern) => pattern.exec(message.trim()))
    .find((match) => match !== null);
  if (correction?.[1]) return { kind: "correction", words: correction[1] };
  if (message.length > LONGEST_COMMAND) return { kind: "statement" };
  const words = tidy(message);
  if (message.trim() === "?") return { kind: "help" };
  const command = COMMANDS.find(([, pattern]) => pattern.test(words));
  if (command !== undefined) return { kind: command[0] };
  const whyNot = WHY_NOT.exec(words);
  const against = whyNot?.[1] === undefined ? undefined : alternativeIn(whyNot[1]);
  if (against !== undefined) return { kind: "why-not", alternative: against };
  const worth = WORTH.exec(words);
  const weighed = worth?.[1] === undefined ? undefined : alternativeIn(worth[1]);
  if (weighed !== undefined) return { kind: "why-not", alternative: weighed };
  if (WHY_THIS.test(words)) return { kind: "why" };
  const define = DEFINE.exec(words);
  if (define?.[1]) return { kind: "define", words: define[1] };
  return { kind: "statement" };
}
