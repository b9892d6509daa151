/** Every sentence the bot can say, apart from those that stand beside the facts they speak of. */
export * from "./changes.ts";
export { dataCheck } from "./data-check.ts";
export * from "./decisions.ts";
export * from "./erasure.ts";
export * from "./facts.ts";
export * from "./files.ts";
export * from "./explanations.ts";
export * from "./opening.ts";
export * from "./parts.ts";
export * from "./providers.ts";
export * from "./questions.ts";
export * from "./result.ts";
export * from "./talk.ts";
export * from "./times.ts";
export * from "./costs.ts";
