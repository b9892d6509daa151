import type { Reply } from "../chat/reply.ts";
import { ALTERNATIVE_IDS } from "../decision/alternatives.ts";
import type { Alternative } from "../decision/alternatives.ts";
import { effectsOf } from "../decision/ask.ts";
import type { Assessment } from "../decision/assess.ts";
import { costCaseOf } from "../decision/costs.ts";
import { define } from "../knowledge/glossary.ts";
import { readFacts } from "../reading/facts-from-text.ts";
import { readAssumption } from "../reading/intent.ts";
import type { Intent } from "../reading/intent.ts";
import { awaitingCase, evidenceOf, lastWords, newConversation } from "./conversation.ts";
import { correct, keep, notSure, statement, undo, whatIf } from "./facts-said.ts";
import { advise, aside, dayOf, only, simulated } from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import { assume, cheapest, cost, time } from "./reckoning.ts";
import { decisionRecord } from "./record.ts";
import * as say from "./wording/index.ts";

/** Shows the verdict to the channel around the thread; a second time only when more was said. */
function share({ conversation, incoming, assessment }: Moment): Turn {
  if (conversation.phase.name !== "advised") return only(conversation, say.notDecided());
  const said = conversation.entries.length;
  if (conversation.shownAfter === said) return only(conversation, say.shownAlready());
  return only(
    { ...conversation, shownAfter: said },
    say.shownToAll(incoming.from.name, conversation.subject, assessment()),
  );
}

/** What comes out best after what is recommended. */
const secondBest = ({ recommendation, probabilities }: Assessment): Alternative =>
  ALTERNATIVE_IDS.filter((id) => id !== recommendation).toSorted(
    (one, another) => probabilities[another] - probabilities[one],
  )[0] ?? recommendation;

/** A question about more words than this is about the case, not about a word. */
const LONGEST_TERM = 4;

/** What a message sets for the calculation; undefined when it sets nothing. */
function setFor(moment: Moment, words: string): Turn | undefined {
  const assumption = readAssumption(words);
  return assumption === undefined ? undefined : assume(moment, assumption);
}

/** Does what somebody asks for. */
export function handle(moment: Moment, intent: Intent, words: string): Turn {
  const { conversation, incoming, assessment } = moment;
  const openFact = conversation.phase.name === "asking" ? conversation.phase.fact : undefined;
  const begun = conversation.subject !== "";
  const set = begun ? setFor(moment, words) : undefined;
  if (set !== undefined) return set;
  const onCase = (...replies: Reply[]): Turn =>
    begun ? aside(moment, ...replies) : only(conversation, say.notYet());
  switch (intent.kind) {
    case "help":
      return aside(moment, say.help(moment.second?.reader));
    case "thanks":
      return only(conversation, begun ? say.welcomeBack() : say.notYet());
    case "greeting":
      return begun ? aside(moment, say.hello()) : only(awaitingCase(conversation), say.welcome());
    case "start-over":
      return only(awaitingCase(newConversation()), say.startedOver());
    case "mute":
      return only({ ...conversation, isMuted: true }, say.muted());
    case "unmute":
      return only(conversation, say.unmuted());
    case "delete":
      return only(conversation, begun ? say.confirmErasure() : say.notYet());
    case "delete-all":
      return only(conversation, say.confirmErasureOfAll());
    case "share":
      return begun ? share(moment) : only(conversation, say.notYet());
    case "undo":
      return undo(moment);
    case "not-sure":
      return notSure(moment, openFact);
    case "why-asked":
      return openFact === undefined
        ? only(conversation, say.noQuestionOpen())
        : aside(
            moment,
            say.whyAsked(openFact, effectsOf(simulated(conversation, moment), openFact)),
          );
    case "decide":
      return begun ? advise(conversation, assessment()) : only(conversation, say.notYet());
    case "compare":
      return aside(moment, say.compare(assessment()));
    case "differences":
      return aside(moment, say.differences());
    case "cost":
      return begun ? cost(moment, words) : aside(moment, say.aspect("Cost", assessment()));
    case "cheapest":
      return begun ? cheapest(moment, words) : only(conversation, say.notYet());
    case "providers":
      return aside(
        moment,
        say.providers(dayOf(incoming), costCaseOf(evidenceOf(conversation)).access),
      );
    case "data-format":
      return aside(moment, say.dataFormat());
    case "time":
      return begun ? time(moment) : aside(moment, say.aspect("Time", assessment()));
    case "why":
      return onCase(say.why(assessment()));
    case "why-not": {
      const made = assessment();
      const alternative = intent.alternative ?? secondBest(made);
      return onCase(
        alternative === made.recommendation ? say.why(made) : say.whyNot(made, alternative),
      );
    }
    case "plan":
      return onCase(say.plan(assessment()));
    case "changes":
      return onCase(say.whatWouldChange(assessment()));
    case "known":
      return aside(moment, say.known([...lastWords(conversation).values()]));
    case "sources":
      return aside(moment, say.sources(assessment()));
    case "export":
      return onCase(
        say.record(
          `decision-${dayOf(incoming)}.md`,
          decisionRecord(conversation, assessment(), incoming.at),
        ),
      );
    case "table":
      return onCase(say.tableFile(`comparison-${dayOf(incoming)}.csv`, assessment()));
    case "keep":
      return keep(moment);
    case "what-if":
      return begun ? whatIf(moment, intent.supposition) : statement(moment, words);
    case "correction":
      return begun ? correct(moment, intent.words) : statement(moment, words);
    case "define": {
      const entry = define(intent.words);
      if (entry !== undefined) return aside(moment, say.definition(entry));
      return intent.words.split(" ").length <= LONGEST_TERM &&
        readFacts(words, incoming.at).length === 0
        ? aside(moment, say.notDefined(intent.words))
        : statement(moment, words);
    }
    case "statement":
      return statement(moment, words);
  }
}
