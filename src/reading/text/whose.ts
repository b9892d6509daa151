import type { Token } from "./tokens.ts";

/** Those who speak of other people's numbers. */
const OTHERS =
  /^(?:competitors?|rivals?|paper|study|article|authors?|blog|tutorial|video|webinar|internet|reddit|forum|salesman|salesperson|vendor|vendors|supplier|suppliers|provider|providers|agency|agencies|neighbour|neighbor|cousin|brother|sister|openai|google|microsoft|meta|anthropic|nvidia|amazon|benchmark|gateway|startup|card|players|zendesk|salesforce|wikipedia|twitter|facebook)(?:'s)?$/;
/** What these do with numbers that are their own. */
const THEIR_DOING =
  /^(?:use|used|uses|using|say|says|said|claim|claims|claimed|need|needed|needs|had|has|have|report|reports|reported|trained|recommends|recommended|recommend|suggests|suggested|mention|mentions|mentioned|quotes|offers|offered|promises|promised|boasts|got|gets|handled|handles|processed|processes|serves|runs|told|brags|pays|paid|spends|spent|does|did|labelled|got|answer|answers|asks|went|takes|took)$/;
/** Only these may be meant when they are "the" others' anyway. */
const RIVALS = /^(?:competitors?|competition|rivals?|kaggle|imagenet|huggingface)(?:'s)?$/;
const ELSEWHERE = new Set([
  "other",
  "another",
  "last",
  "parent",
  "neighbouring",
  "neighboring",
  "sister",
  "previous",
  "former",
  "old",
  "ex",
]);
const PLACES =
  /^(?:client|clients|customer|customers|company|companies|team|teams|project|projects|job|employer|department|departments|startup|firm|hospital|bank|vendor|supplier|provider|tenant|shop|gig|role|boss|office|branch|town|village|council|county|clinic|school|museum|people|folks|system|chain|chains|city|university|newspaper|agency|setup|tool|bot|model|contract)(?:'s)?$/;
const OURS = new Set(["our", "us", "we", "ours", "my"]);

/** What one has from a vendor. */
const OUR_SIDE =
  /^(?:bill|bills|invoice|invoices|costs?|spend|spending|usage|budget|account|fees)$/;

const THEIRS_REACH = 4;

/** Subjects who are none of the team, wherever nothing else says that they are. */
const STRANGERS =
  /^(?:he|she|he'd|she'd|he's|she's|whoever|everyone|everybody|most|many|others|folks)$/;
const RELATIVES =
  /^(?:cousin|brother|sister|wife|husband|partner|friend|friends|neighbour|neighbor|uncle|aunt|mum|mom|dad|mother|father|son|daughter|flatmate|roommate|landlord|ex)(?:'s)?$/;
/** "some bank in Madrid went live": one of many, and not ours. */
const SOME = new Set(["some", "another", "any"]);
/** Before these, the subject has not been named yet. */
const LEADS = new Set(["and", "but", "so", ",", "well", "because", "though", "while", "yet"]);

/** Whether the subject of a clause is somebody else. */
function isStranger(tokens: readonly Token[], from: number, to: number): boolean {
  let at = from;
  while (at < to && LEADS.has(tokens[at]?.word ?? "")) at += 1;
  const word = tokens[at]?.word ?? "";
  const next = tokens[at + 1]?.word ?? "";
  const isTheirs =
    STRANGERS.test(word) ||
    (/^(?:my|his|her|a|the)$/.test(word) && RELATIVES.test(next)) ||
    (SOME.has(word) && PLACES.test(next));
  if (!isTheirs) return false;
  for (let here = at + 1; here < to; here += 1)
    if (OURS.has(tokens[here]?.word ?? "")) return false;
  return true;
}

/** "a competitor claims", "at my old job", "the paper used": the numbers are other people's. */
export function isOthers(tokens: readonly Token[], from: number, to: number): boolean {
  // "their bot handles 10k a day"
  if (/^(?:their|his|her)$/.test(tokens[from]?.word ?? "")) return true;
  if (isStranger(tokens, from, to)) return true;
  let others = false;
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (RIVALS.test(word)) return true;
    const before = tokens[here - 1]?.word ?? "";
    if (PLACES.test(word) && here > from && ELSEWHERE.has(before)) return true;
    if (/^(?:client|customer|partner)$/.test(word) && tokens[here + 1]?.word === "of") return true;
    if (word === "for" && OURS.has(tokens[here + 1]?.word ?? "")) return false;
    if (!OTHERS.test(word) || (before === "our" && !/^(?:vendors?|suppliers?)$/.test(word)))
      continue;
    // "the OpenAI bill runs at 800": the bill is ours.
    if (OUR_SIDE.test(tokens[here + 1]?.word ?? "")) continue;
    for (let verb = here + 1; verb <= here + THEIRS_REACH && verb < to; verb += 1) {
      const subject = tokens[verb]?.word ?? "";
      if (OURS.has(subject) && subject !== "us") break;
      if (THEIR_DOING.test(subject)) others = true;
    }
  }
  return others;
}
