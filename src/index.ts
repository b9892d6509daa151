/** The door of the core: all that adapters may import. */
export { createBot } from "./bot.ts";
export type { BotNeeds } from "./bot.ts";
export { assessmentObject, decide, readCase } from "./case.ts";
export type { Case } from "./case.ts";
export type { CheckOutcome, ConversationKey, GivenFile, Incoming } from "./chat/incoming.ts";
export { amountOn, valueAt } from "./chat/charts.ts";
export type { Axis, Block, Chart, Choice, Inline, Reply, Text } from "./chat/reply.ts";
export { withoutPerson } from "./dialogue/forgotten.ts";
export { caseOf, openQuestions, takesPart, titleOf } from "./dialogue/outside.ts";
export type { OpenQuestion } from "./dialogue/outside.ts";
export { homePage, listOfDecisions } from "./decisions.ts";
export type { Keeping } from "./dialogue/wording/index.ts";
export {
  caseForm,
  dataCheck as dataCheckReply,
  help as helpReply,
  privacy as privacyReply,
  oneShot as oneShotReplies,
} from "./dialogue/wording/index.ts";
export { EVENTS_AT_ONCE } from "./ports.ts";
export { FACTS_TO_READ, Proposal } from "./reading/second-reading.ts";
export type { FactToRead } from "./reading/second-reading.ts";
export type {
  Bot,
  Claim,
  Clock,
  Delivered,
  Delivery,
  CheckFiles,
  Handled,
  Installation,
  Kept,
  Log,
  LogEntry,
  Measured,
  Meter,
  Outcome,
  Platform,
  Said,
  Scope,
  SecondReader,
  Store,
  Workspace,
} from "./ports.ts";
export { createFileCheck } from "./training-data/check-file.ts";
export type { CheckedFile, Line } from "./training-data/check-file.ts";
export { columnsOf } from "./training-data/columns.ts";
export { reportOf } from "./training-data/report-of.ts";
export type { Unusable } from "./training-data/report-of.ts";
export { DataReport, factFromData } from "./training-data/report.ts";
export { PRICES } from "./knowledge/prices.ts";
export { newestPrice, readPriceList } from "./knowledge/price-list.ts";
export type { PriceList } from "./knowledge/price-list.ts";
