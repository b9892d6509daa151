import { filesToCheck, isData } from "../chat/files.ts";
import type { PersonDid } from "../chat/incoming.ts";
import { checkFact } from "../decision/evidence.ts";
import type { KnownFact } from "../decision/evidence.ts";
import { DataReport, factFromData } from "../training-data/report.ts";
import type { Conversation } from "./conversation.ts";
import { takeIn } from "./facts-said.ts";
import { aside, dayOf, only, preceded, withSaid } from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import * as say from "./wording/index.ts";

type Given = PersonDid & { readonly kind: "files" };
type Check = PersonDid & { readonly kind: "check" };

/** Whether files are meant for the bot: given to it, or in a thread of its own where it may listen. */
export const isGivenToUs = (
  { subject, awaitsCase, isMuted }: Conversation,
  { isAddressed }: Pick<Given, "isAddressed">,
): boolean => isAddressed || (isMuted !== true && (subject !== "" || awaitsCase === true));

/** Somebody gave files: what becomes of them, as far as the check itself does not say so soon enough. */
export function filesGiven(moment: Moment, { files, isAddressed }: Given): Turn {
  const { conversation } = moment;
  if (!isGivenToUs(conversation, { isAddressed })) return only(conversation);
  const data = files.filter(isData);
  if (data.length === 0)
    return isAddressed ? aside(moment, say.noDataFile(files)) : only(conversation);
  const next = filesToCheck(files);
  return next.length === 0
    ? aside(moment, say.tooManyFiles())
    : only(conversation, ...say.checking(next));
}

/** Files were checked: what was found, what it means, and how the decision goes on with it. */
export function filesChecked(moment: Moment, incoming: Check): Turn {
  const { conversation, prices } = moment;
  const { outcome } = incoming;
  if (!isGivenToUs(conversation, incoming)) return only(conversation);
  if (outcome === undefined) return aside(moment, say.cannotCheckHere());
  if ("problem" in outcome) return aside(moment, say.notChecked(outcome.problem));
  const report = DataReport.parse(outcome.report);
  const found = say.dataCheck(report, { prices, today: dayOf(incoming) });
  const { fact, value, quote } = factFromData(report);
  const known = checkFact(fact, value);
  if ("problem" in known) return aside(moment, found);
  return preceded(found, learned(moment, { ...known, quote }));
}

/** Goes on with what the file tells; before there is a case it is kept until there is one. */
function learned(moment: Moment, known: KnownFact & { readonly quote: string }): Turn {
  const { conversation, incoming } = moment;
  if (conversation.subject !== "") return takeIn(moment, [known], "answered");
  return only(
    { ...withSaid(conversation, incoming, "answered", [known]), awaitsCase: true },
    say.whatFor(),
  );
}
