import type { Alternative } from "../decision/alternatives.ts";
import { alternativeIn, tidy } from "./intent.ts";
import type { Intent, PlainIntent } from "./intent.ts";

/** Longer messages tell something, whatever words are in them: so many words, so many characters. */
const MOST_WORDS = 18;
const MOST_CHARACTERS = 200;

/** Words that ask for something wherever in a short message they stand; the first that match win. */
const ASKING: readonly (readonly [PlainIntent, RegExp])[] = [
  [
    "unmute",
    /\b(?:un-?mute|wake up|unsnooze|rejoin|break your silence|(?:may|can) (?:speak|talk|answer|resume|chime in)|(?:speak|resume|talk|listen|join) (?:in )?(?:again|now|us|answering|replying|listening)|come back(?: in)?|welcome back)\b/,
  ],
  [
    "mute",
    /\b(?:mute|pipe down|shush|shh+|hush|be (?:quiet|silent|still)|(?:stay|keep|go) (?:quiet|silent|out of)|stop (?:talking|replying|answering|posting|spamming|responding|chiming in|interrupting)|shut up|zip it|snooze|butt out|too chatty|humans talking|leave us alone|give us (?:a minute|some space|some quiet)|don'?t (?:reply|answer|respond) (?:any ?more|for now|until|unless))\b/,
  ],
  [
    "delete",
    /\b(?:wipe|purge|erase|delete|remove|scrub|destroy|get rid of|clear)\b.{0,30}\b(?:it|this|that|thread|data|everything|all|conversation|decision|discussion|messages|words|record|history|what)\b|\b(?:forget (?:what (?:we|i)|everything|all|it all|this (?:conversation|decision|thread))|right to be forgotten)\b/,
  ],
  [
    "start-over",
    /\b(?:clean slate|(?:start|begin|restart)(?: all)? (?:over|again|fresh|anew|from scratch|afresh|with (?:a|another) (?:new |different )?(?:use )?case)|(?:i|we) want (?:a|to) (?:fresh start|restart)|scrap (?:everything|all))\b/,
  ],
  [
    "export",
    /\b(?:export|markdown|pdf|write[- ]?up|write (?:it|this|that)? ?(?:up|down)|decision record|as an? (?:file|document|doc)|download|(?:a|the) (?:file|document|doc|report) (?:i|we|to|for|with)|(?:confluence|notion|wiki)|something (?:i|we) can (?:file|forward|attach|send|paste|share))\b/,
  ],
  [
    "keep",
    /\b(?:(?:keep|save|apply|adopt|use|accept|take) (?:that|this|the|those|these) (?:what[- ]if|version|change|scenario|one|numbers?|assumption|variant)|make (?:that|it|this) (?:the real one|official|permanent|real|stick)|(?:go|stick|stay|continue) with (?:that|this|those|these)(?: one| version| scenario| numbers?)?|lock (?:it|that|this) in|let'?s (?:keep|adopt|use) (?:it|that|this))\b/,
  ],
  [
    "why-asked",
    /\b(?:why|what for|how come)\b.{0,40}\b(?:ask|asking|asked|need (?:to know|that|this|our)|want to know|question|relevant|matters?|important|care)\b|\b(?:(?:how|in what way) (?:is|'s) (?:that|this|it) relevant|to know (?:that|this) because|(?:got|have|has) to do with|what (?:do|would) you need (?:that|this|it) for|(?:does|do|would) (?:that|this|it) (?:even |really )?matter|what difference does (?:that|this|it) make|what(?:'s| is) (?:that|this) (?:got|good|needed|used) )\b/,
  ],
  [
    "decide",
    /\b(?:(?:stop|quit|enough) (?:asking|questions|of the questions|with the questions)|no more questions|just (?:tell|decide|answer|recommend|give|pick|say)|give (?:us|me) (?:the|a|your) (?:recommendation|answer|verdict|result|conclusion)|what(?:'?s| is) (?:the|your) (?:verdict|recommendation|answer|advice|conclusion|call)|bottom line|(?:skip|get|jump|cut) (?:straight )?to (?:the )?(?:point|answer|end|verdict|result|chase|recommendation)|make (?:the|your) (?:call|choice|recommendation)|wrap (?:it|this) up|(?:that'?s|this is) all (?:i|we) (?:know|have|can)|with what you (?:have|know)|what (?:do|would|should) you (?:recommend|suggest|advise)|let'?s (?:have|hear|see) (?:it|the))\b/,
  ],
  [
    "changes",
    /\b(?:what (?:would|does|will|might|could|needs?|has))\b.{0,40}\b(?:change|flip|tip|turn|take|sway|happen for|tilt)\b|\b(?:when (?:should|do|would|must) (?:we|i) (?:revisit|reconsider|review|rethink|look again|switch))\b|\b(?:how (?:sensitive|robust|stable|fragile|firm|close|solid))\b|\b(?:(?:at|from|beyond|above|below|under) (?:which|what|how many))\b.{0,60}\b(?:change|changes|flip|flips|switch|win|wins|better|worth|pay|pays|recommend|make sense)\b|\b(?:(?:change|changed|changes) (?:your|the) (?:mind|recommendation|verdict|answer|outcome|result)|tipping point|break[- ]?even|(?:which|what) (?:fact|input|answer|number|factor)s?.{0,30}(?:most|matter|weigh|decisive)|under (?:which|what) (?:circumstances|conditions)|close call|borderline)\b/,
  ],
  [
    "differences",
    /\b(?:differ(?:s|ence|ences|ent things)?|distinction|distinguish(?:es)?|sets? them apart|prompt\w*(?: engineering)? (?:vs\.?|versus)|tuning (?:vs\.?|versus))\b/,
  ],
  [
    "compare",
    /\b(?:compar\w+|comparision|side by side|next to each other|head to head|stack up|pros and cons|trade-?offs|(?:the|that|a) (?:table|matrix)|(?:dis)?advantages|upsides?|downsides?)\b/,
  ],
  [
    "sources",
    /\b(?:papers?|stud(?:y|ies)|sources?|evidence|citations?|cite|references?|research|literature|based on|says? who|who says|back(?:s|ed|ing)? (?:this|that|it|up)|proof|prove|links?|made (?:this|that|it) up|where (?:did|do|does) (?:you|this|that|these|those|the).{0,30}(?:get|from|come|numbers)|how do you know)\b/,
  ],
  [
    "time",
    /\b(?:how (?:long|soon|fast|quick|quickly|many (?:weeks|days|months)|much time)|takes? (?:how )?long|in time|on time|(?:doable|ready|done|live|finished|up and running|shipped?|launch(?:ed)?) (?:before|by|until|within)|time ?(?:line|frame|scale|to market)|eta|when (?:can|could|would|will|do) (?:it|we|this|that|the|i)|schedule|duration|make (?:it|the deadline))\b/,
  ],
  [
    "cost",
    /\b(?:prices?|pricing|priced|costs?|costing|cheap|cheaper|cheapest|expensive|pricey|costly|afford(?:able)?|how much (?:money|would|does|do|will|is|are|for)|the (?:damage|bill|tab|invoice)|set us back|ballpark|dollars|euros?|spend(?:ing)?|fees?|budget (?:impact|for|needed)|we (?:be )?pay(?:ing)?|money)\b/,
  ],
  [
    "plan",
    /\b(?:(?:the|a|our|your) plan|next steps?|(?:first|concrete|following) steps?|road ?map|action items?|check ?list|to-?dos?|what'?s next|what now|kick (?:it )?off|get (?:started|going)|(?:week|day) one|go about (?:it|this|that))\b|\b(?:what (?:should|do|can|shall|must))\b.{0,30}\b(?:do|start|first|next)\b|\b(?:(?:where|how) (?:do|should|would|can) (?:we|i) (?:even )?(?:start|begin|proceed|go about|implement|do (?:it|this|that)))\b/,
  ],
  [
    "known",
    /\b(?:what (?:have|did|do|does))\b.{0,30}\b(?:told|tell|said|say|noted?|know|understood|understand|think our|on record|so far|captured|recorded|remember|collected)\b|\b(?:recap|where (?:are we|do we stand)|so far|on record|your notes|(?:list|show|read back) (?:me )?(?:the |all |our |my )?(?:facts|answers|inputs|assumptions)|(?:the|your|which|what) (?:facts|inputs|assumptions)|status|summar(?:y|ise|ize)(?: of)?(?: (?:what|the|our|this|so))?)\b/,
  ],
  [
    "why",
    /\b(?:why|how come|reasons?|reasoning|rationale|logic|what makes you|what tipped|what(?:'s| is) behind|explain (?:your|the|this|that|it|yourself)|justif\w+|convince (?:me|us)|how did you (?:get|arrive|come|reach|conclude|decide)|how (?:sure|certain|confident)|are you (?:sure|certain|serious)|what speaks for|walk (?:me|us) through)\b/,
  ],
  [
    "help",
    /\b(?:(?:which|what) commands|what (?:else )?(?:can|could|should) (?:i|we|you) (?:type|say|ask|do|write)|my options|how (?:do|does|can|should) (?:i|we|this|it|you|one) (?:use|work|talk to|operate|interact)|how (?:this|it|you) works?|instructions|manual|commands|help|i'?m lost|(?:who|what) are you|what is this (?:bot|thing))\b/,
  ],
  [
    "undo",
    /\b(?:ctrl ?[+-]? ?z|take (?:that|it|this|my last).{0,20}back|take back|(?:previous|last) (?:question|answer)|(?:one )?step back|go back|undo|revert|roll(?: it)? back|mis-?click(?:ed)?|wrong (?:button|answer|option|one)|(?:scrap|strike|scratch|ignore|disregard|cancel) (?:that|my last|the last|it)|never ?mind)\b/,
  ],
  [
    "not-sure",
    /\b(?:(?:don'?t|do not|doesn'?t|didn'?t|dont) (?:really |actually |even |yet )?(?:know|have (?:that|this|the|a) (?:number|figure|info\w*|data))|no idea|no one knows|(?:not|hardly|un) ?(?:quite |entirely |really |too |so )?(?:sure|certain|clear)|unsure|unclear|hard to (?:say|tell)|(?:can'?t|cannot|couldn'?t|could not) (?:say|tell|answer)|(?:nobody|noone|no one) (?:knows|has told|told|here knows|can say)|(?:have|need|got|going) to (?:ask|check|look)|dunno|idk|no clue|haven'?t (?:a clue|measured|checked|decided|counted|looked)|never (?:measured|counted|checked)|next (?:one|question)|skip|pass|tbd|who knows|good question|beats me|ask me later|later|unknown|not my (?:area|department)|wish i knew|your guess)\b/,
  ],
  [
    "thanks",
    /\b(?:thanks|thank (?:you|u)|thx|tysm|ty|cheers|appreciated?|kudos|great (?:stuff|job|work|help)|well done|nice (?:work|one|job)|good (?:bot|job|stuff|work)|(?:very|super|really|so) (?:helpful|useful)|helpful|brilliant|awesome|perfect|legend|lifesaver|merci|danke|gracias)\b/,
  ],
  [
    "greeting",
    /^(?:hi|hiya|hello|hey|heya|howdy|yo|good (?:morning|day|afternoon|evening)|morning|evening|hola|salut|moin)\b/,
  ],
];

/** These are asked in a question, or in a few words; otherwise their words belong to what is told. */
const ONLY_ASKED: ReadonlySet<PlainIntent> = new Set([
  "compare",
  "cost",
  "differences",
  "help",
  "known",
  "plan",
  "sources",
  "time",
  "why",
]);

/** These change something, so a question in which their words happen to stand asks for none of them. */
const CHANGING: ReadonlySet<PlainIntent> = new Set([
  "keep",
  "mute",
  "not-sure",
  "start-over",
  "undo",
]);

/** Asked about a word that the glossary knows, these mean the word. */
const VAGUE: ReadonlySet<PlainIntent> = new Set(["why", "help", "not-sure"]);

/** So few words are said only to ask for something. */
const FEW_WORDS = 5;

const QUESTION =
  /^(?:(?:and|but|so|wait|sorry|seriously)[, ]+)*(?:(?:remind|tell|show) me|explain|what|whats|how|why|which|where|at (?:what|which)|(?:when )?(?:can|could|is|are|do|does|would|will|should) (?:we|you|i|it|this|that|there|they|the|our|your|my|prompt\w*|fine|tuning|training))\b/;

/** A question that is led up to: "sorry, new here, how does it work". */
const ASKS = /\b(?:how|what|what'?s|why|which|when|where|who|can you|could you)\b/;

const AGAINST =
  /\b(?:not|no|isn'?t|aren'?t|didn'?t|don'?t|wouldn'?t|won'?t|worse|against|ruled? out|instead of)\b/;

/** "how come you didn't pick fine-tuning" */
function whyNot(words: string): Alternative | undefined {
  const why = /\b(?:why|how come)\b(.*)$/.exec(words)?.[1];
  return why !== undefined && AGAINST.test(why) ? alternativeIn(why) : undefined;
}

const DEFINING =
  /\b(?:means?|meaning|stands? for|defin\w+|what(?:'s| is| are)|eli5|explain|never heard of|what even is|jargon|plain english|remind me)\b/;

/** The longest run of words that the glossary knows, in a message that asks what something is. */
const LONGEST_TERM = 3;

function termIn(words: string, isTerm: (words: string) => boolean): string | undefined {
  if (!DEFINING.test(words)) return undefined;
  const all = words.replaceAll(/[^\p{L}\p{N}' -]/gu, " ").split(/ +/);
  for (let length = LONGEST_TERM; length > 0; length -= 1)
    for (let from = 0; from + length <= all.length; from += 1) {
      const term = all.slice(from, from + length).join(" ");
      if (isTerm(term)) return term;
    }
  return undefined;
}

/**
 * What a message in the middle of a conversation asks for when it is no command as such. Looser than
 * `readIntent`, so only for what is said to the bot, or plainly about it, and states nothing by itself.
 *
 * @param isTerm whether the glossary knows a word
 */
export function readLooseIntent(
  message: string,
  isTerm: (words: string) => boolean,
): Intent | undefined {
  if (message.length > MOST_CHARACTERS) return undefined;
  const words = tidy(message);
  const count = words.split(" ").length;
  if (count > MOST_WORDS) return undefined;
  const against = whyNot(words);
  if (against !== undefined) return { kind: "why-not", alternative: against };
  const isAsked = count <= FEW_WORDS || isQuestion(message) || ASKS.test(words);
  const changes = !isQuestion(message);
  const found = ASKING.find(
    ([kind, pattern]) =>
      (CHANGING.has(kind) ? changes : isAsked || !ONLY_ASKED.has(kind)) && pattern.test(words),
  );
  const term = termIn(words, isTerm);
  const isVague = found === undefined || VAGUE.has(found[0]);
  if (term !== undefined && isVague) return { kind: "define", words: term };
  return found === undefined ? undefined : { kind: found[0] };
}

/** Whether a message speaks of the bot, of its recommendation, or of what it recommends. */
export const isAboutBot = (message: string): boolean =>
  /\b(?:bot|tuning fork|recommend\w*|verdict)\b/i.test(message);

/** Whether it reads as a question that is asked of somebody. */
export const isQuestion = (message: string): boolean =>
  message.includes("?") || QUESTION.test(tidy(message.slice(0, MOST_CHARACTERS)));
