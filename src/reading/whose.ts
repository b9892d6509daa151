import type { Token } from "./tokens.ts";

/** Those who speak of other people's numbers. */
const OTHERS =
  /^(?:competitors?|rivals?|paper|study|article|authors?|blog|tutorial|video|webinar|internet|reddit|forum|salesman|salesperson|vendor|vendors|supplier|suppliers|provider|providers|agency|agencies|neighbour|neighbor|cousin|brother|sister|openai|google|microsoft|meta|anthropic|nvidia|amazon|benchmark|gateway|startup)(?:'s)?$/;
/** What these do with numbers that are their own. */
const THEIR_DOING =
  /^(?:use|used|uses|using|say|says|said|claim|claims|claimed|need|needed|needs|had|has|have|report|reports|reported|trained|recommends|recommended|recommend|suggests|suggested|mention|mentions|mentioned|quotes|offers|offered|promises|promised|boasts|got|gets|handled|handles|processed|processes|serves|runs|told|brags|pays|paid|spends|spent|does|did|labelled|got)$/;
/** Only these may be meant when they are "the" others' anyway. */
const RIVALS = /^(?:competitors?|competition|rivals?|kaggle|imagenet|huggingface)(?:'s)?$/;
const ELSEWHERE = new Set([
  "other",
  "another",
  "last",
  "parent",
  "sister",
  "previous",
  "former",
  "old",
  "ex",
]);
const PLACES =
  /^(?:client|clients|customer|customers|company|companies|team|teams|project|projects|job|employer|department|departments|startup|firm|hospital|bank|vendor|supplier|provider|tenant|shop|gig|role|boss|office|branch|people|folks|system|setup|tool|bot|model|contract)(?:'s)?$/;
const OURS = new Set(["our", "us", "we", "ours", "my"]);

const THEIRS_REACH = 4;

/** "a competitor claims", "at my old job", "the paper used": the numbers are other people's. */
export function isOthers(tokens: readonly Token[], from: number, to: number): boolean {
  // "their bot handles 10k a day"
  if (/^(?:their|his|her)$/.test(tokens[from]?.word ?? "")) return true;
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
    for (let verb = here + 1; verb <= here + THEIRS_REACH && verb < to; verb += 1) {
      if (OURS.has(tokens[verb]?.word ?? "")) break;
      if (THEIR_DOING.test(tokens[verb]?.word ?? "")) others = true;
    }
  }
  return others;
}
