/** Words that people type in a hurry, as the cues spell them. */
const REPAIRED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dont: "don't",
    doesnt: "doesn't",
    didnt: "didn't",
    cant: "can't",
    cannot: "can't",
    wont: "won't",
    isnt: "isn't",
    arent: "aren't",
    wasnt: "wasn't",
    werent: "weren't",
    havent: "haven't",
    hasnt: "hasn't",
    hadnt: "hadn't",
    couldnt: "couldn't",
    shouldnt: "shouldn't",
    wouldnt: "wouldn't",
    weve: "we've",
    ive: "i've",
    finetunning: "finetuning",
    tunning: "tuning",
    labeld: "labelled",
    lables: "labels",
    labled: "labelled",
    lablled: "labelled",
    labbeled: "labelled",
    unlabled: "unlabelled",
    unlabeld: "unlabelled",
    anottated: "annotated",
    annoted: "annotated",
    exmples: "examples",
    exemples: "examples",
    samplse: "samples",
    reqs: "requests",
    req: "request",
    evry: "every",
    evrey: "every",
    thousant: "thousand",
    hunderd: "hundred",
    clasify: "classify",
    classfy: "classify",
    clasification: "classification",
    classifcation: "classification",
    tommorow: "tomorrow",
    tommorrow: "tomorrow",
    tomorow: "tomorrow",
    mounth: "month",
    moths: "months",
    wk: "week",
    wks: "weeks",
    noone: "nobody",
    atm: "now",
    rn: "now",
  }),
);

/**
 * TABLE: long words by which facts are told. A word that is one slip of the keyboard away from one
 * of them is taken for it; the earlier of two wins.
 */
const KEYS =
  `labelled labeled labels labelling labeling unlabelled unlabeled annotated annotation annotations
  annotator annotators examples example samples sample requests request queries tokens prompts prompt
  thousand thousands hundred hundreds million millions billion billions monthly weekly quarterly
  changes changed change changing updated updates update policies latency budget budgets deadline
  deadlines dollars dollar seconds second milliseconds millisecond documents document tickets ticket
  experience experienced engineer engineers machine learning fortnight fortnights response responses
  answers answered beginner launch`.split(/\s+/);

/** Words, and endings of keys, that are what they say. */
const NEVER = new Set(
  `lapels label labell labeler labeller labelers labellers simple simply simples libelled libeled ladled tabled exampled sampled sampler chances chanced chance charges
  charged charge charging chancing changer clanged lunch lunches launched ticker weakly budge budged
  police polices policed leaning learnings learned yearning token token's quarter dollar's
  mouths engineered engineering machines machined documented beginners answer updater undated
  respond responds responsive machinery experiences inexperienced unlabel annotate annotates
  annotating requested requester secondly secondary monthlies`.split(/\s+/),
);

const SHORTEST = 5;

const BY_LETTER: ReadonlyMap<string, readonly string[]> = new Map(
  KEYS.map(({ 0: first = "" }) => [first, KEYS.filter((key) => key.startsWith(first))]),
);
const KNOWN: ReadonlySet<string> = new Set([...KEYS, ...NEVER]);

/** Whether one letter too many, too few, wrong or swapped with the next makes one word the other. */
function isOneSlip(typed: string, key: string): boolean {
  const longer = typed.length - key.length;
  if (longer < -1 || longer > 1) return false;
  let at = 0;
  while (at < key.length && typed[at] === key[at]) at += 1;
  if (longer === 1) return typed.slice(at + 1) === key.slice(at);
  if (longer === -1) return typed.slice(at) === key.slice(at + 1);
  if (typed.slice(at + 1) === key.slice(at + 1)) return true;
  return (
    typed[at] === key[at + 1] &&
    typed[at + 1] === key[at] &&
    typed.slice(at + 2) === key.slice(at + 2)
  );
}

/** The word that was meant; most slips spare the first letter. */
export function withoutSlip(typed: string): string {
  const repaired = REPAIRED.get(typed);
  if (repaired !== undefined) return repaired;
  if (typed.length < SHORTEST || KNOWN.has(typed)) return typed;
  const keys = BY_LETTER.get(typed.charAt(0)) ?? [];
  return keys.find((key) => isOneSlip(typed, key)) ?? typed;
}
