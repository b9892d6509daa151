import { CHAT_ROLES, MESSAGE_KEYS, NOVA_RESERVED_WORDS } from "../knowledge/training-formats.ts";
import type { ExampleRule, FormatId } from "../knowledge/training-formats.ts";
import { columnsOf } from "./columns.ts";
import type { Columns } from "./columns.ts";
import type { ProblemKind } from "./problems.ts";

type Side = "system" | "user" | "assistant" | "tool";
export type Message = { readonly side: Side; readonly text: string };

/** One example, whatever its shape was. */
export type Example = {
  readonly format: FormatId;
  readonly messages: readonly Message[];
  /** The answer that was rejected, where there is one. */
  readonly rejected?: string;
  /** What makes it unusable; the first counts as the reason. */
  readonly problems: readonly ProblemKind[];
  /** What only some providers refuse. */
  readonly breaks: readonly ExampleRule[];
};

type Fields = Readonly<Record<string, unknown>>;

/** What was found while one example is taken apart. */
type Findings = { readonly problems: Set<ProblemKind>; readonly breaks: Set<ExampleRule> };

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The texts in a list of parts; undefined when it is no such list. Pictures and files have none. */
function textOfParts(parts: unknown): string | undefined {
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  const texts: string[] = [];
  for (const part of parts) {
    if (!isObject(part)) return undefined;
    const { text } = part;
    if (text !== undefined && typeof text !== "string") return undefined;
    if (text !== undefined) texts.push(text);
  }
  return texts.join("\n");
}

const SIDES: Readonly<Record<(typeof CHAT_ROLES)[number], Side>> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
  function: "tool",
  tool: "tool",
};

const isChatRole = (role: unknown): role is keyof typeof SIDES =>
  CHAT_ROLES.some((known) => known === role);

/** What the assistant calls instead of answering counts as its answer. */
const callsOf = ({ tool_calls: many, function_call: one }: Fields): string | undefined => {
  const calls = Array.isArray(many) && many.length > 0 ? many : isObject(one) ? one : undefined;
  if (calls === undefined) return undefined;
  try {
    return JSON.stringify(calls);
  } catch {
    // Nested so deeply that nothing can write it: no provider can read it either.
    return undefined;
  }
};

function chatMessage(value: unknown, { problems, breaks }: Findings): Message | undefined {
  if (!isObject(value)) {
    problems.add("message-missing-key");
    return undefined;
  }
  const { role, content, weight } = value;
  const calls = callsOf(value);
  if (role === undefined || (content === undefined && calls === undefined))
    problems.add("message-missing-key");
  for (const key in value) if (!MESSAGE_KEYS.has(key)) breaks.add("extra-message-key");
  if (role === "developer") breaks.add("developer-role");
  if (role !== undefined && !isChatRole(role)) problems.add("unknown-role");
  if (weight !== undefined && ((weight !== 0 && weight !== 1) || role !== "assistant"))
    problems.add("bad-weight");
  if (Array.isArray(content)) breaks.add("content-parts");
  const said = typeof content === "string" ? content : textOfParts(content);
  if (said === undefined && calls === undefined && content !== undefined)
    problems.add("missing-content");
  if (!isChatRole(role)) return undefined;
  const text = [said ?? "", calls ?? ""].filter((one) => one !== "").join("\n");
  return { side: SIDES[role], text };
}

function chatMessages(list: unknown, findings: Findings): readonly Message[] {
  if (!Array.isArray(list) || list.length === 0) {
    findings.problems.add("no-messages");
    return [];
  }
  return list.flatMap((value) => chatMessage(value, findings) ?? []);
}

const GEMINI_SIDES: ReadonlyMap<unknown, Side> = new Map([
  ["user", "user"],
  ["model", "assistant"],
  ["function", "tool"],
]);

function geminiMessages({ contents, ...rest }: Fields, findings: Findings): readonly Message[] {
  if (!Array.isArray(contents) || contents.length === 0) {
    findings.problems.add("no-messages");
    return [];
  }
  const system = rest["systemInstruction"] ?? rest["system_instruction"];
  const said = contents.flatMap((value): Message[] => {
    if (!isObject(value) || value["role"] === undefined || value["parts"] === undefined) {
      findings.problems.add("message-missing-key");
      return [];
    }
    const text = textOfParts(value["parts"]);
    if (text === undefined) findings.problems.add("missing-content");
    const side = GEMINI_SIDES.get(value["role"]);
    if (side === undefined) findings.problems.add("unknown-role");
    return side === undefined ? [] : [{ side, text: text ?? "" }];
  });
  const instruction = isObject(system) ? textOfParts(system["parts"]) : undefined;
  return instruction === undefined ? said : [{ side: "system", text: instruction }, ...said];
}

function bedrockMessages(
  { schemaVersion, system, messages }: Fields,
  findings: Findings,
): readonly Message[] {
  if (typeof schemaVersion !== "string") findings.breaks.add("no-schema-version");
  if (!Array.isArray(messages) || messages.length === 0) {
    findings.problems.add("no-messages");
    return [];
  }
  const said = messages.flatMap((value): Message[] => {
    if (!isObject(value) || value["role"] === undefined || value["content"] === undefined) {
      findings.problems.add("message-missing-key");
      return [];
    }
    const { role, content } = value;
    const text = textOfParts(content);
    if (text === undefined) findings.problems.add("missing-content");
    if (role !== "user" && role !== "assistant") {
      findings.problems.add("unknown-role");
      return [];
    }
    return [{ side: role, text: text ?? "" }];
  });
  const instruction = typeof system === "string" ? system : textOfParts(system);
  return instruction === undefined ? said : [{ side: "system", text: instruction }, ...said];
}

const SHAREGPT_SIDES: ReadonlyMap<unknown, Side> = new Map([
  ["human", "user"],
  ["user", "user"],
  ["gpt", "assistant"],
  ["assistant", "assistant"],
  ["system", "system"],
  ["tool", "tool"],
]);

function sharegptMessages({ conversations }: Fields, findings: Findings): readonly Message[] {
  if (!Array.isArray(conversations) || conversations.length === 0) {
    findings.problems.add("no-messages");
    return [];
  }
  return conversations.flatMap((value): Message[] => {
    if (!isObject(value) || value["from"] === undefined || value["value"] === undefined) {
      findings.problems.add("message-missing-key");
      return [];
    }
    const side = SHAREGPT_SIDES.get(value["from"]);
    const text = value["value"];
    if (side === undefined) findings.problems.add("unknown-role");
    if (typeof text !== "string") findings.problems.add("missing-content");
    return side === undefined ? [] : [{ side, text: typeof text === "string" ? text : "" }];
  });
}

/** Labels are often numbers. */
const asText = (value: unknown): string | undefined =>
  typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;

function pair(
  inputs: readonly unknown[],
  output: unknown,
  { problems }: Findings,
): readonly Message[] {
  const said = inputs.flatMap((input) => asText(input) ?? []);
  const answer = asText(output);
  if (answer === undefined && output !== undefined && output !== null)
    problems.add("missing-content");
  return [
    { side: "user", text: said.filter((one) => one !== "").join("\n") },
    { side: "assistant", text: answer ?? "" },
  ];
}

/** What a chosen or a rejected answer says: a list of messages, or a text. */
const answerOf = (answer: unknown, findings: Findings): string =>
  typeof answer === "string"
    ? answer
    : chatMessages(answer, findings)
        .map(({ text }) => text)
        .join("\n");

function preference(fields: Fields, findings: Findings): Pick<Example, "messages" | "rejected"> {
  const { input } = fields;
  const asked = isObject(input) ? chatMessages(input["messages"], findings) : [];
  if (!isObject(input)) findings.problems.add("no-messages");
  const chosen = answerOf(fields["preferred_output"], findings);
  const rejected = answerOf(fields["non_preferred_output"], findings);
  if (chosen === rejected) findings.problems.add("same-preference");
  return { messages: [...asked, { side: "assistant", text: chosen }], rejected };
}

/** Content is a list of parts without a type, or the schema is named: Bedrock's own shape. */
function isBedrock({ schemaVersion, messages }: Fields): boolean {
  if (schemaVersion !== undefined) return true;
  const [first] = Array.isArray(messages) ? (messages as readonly unknown[]) : [];
  const content = isObject(first) ? first["content"] : undefined;
  const [part] = Array.isArray(content) ? (content as readonly unknown[]) : [];
  return isObject(part) && part["type"] === undefined;
}

function formatOf(fields: Fields): FormatId | undefined {
  if ("preferred_output" in fields || "non_preferred_output" in fields) return "preference";
  if ("messages" in fields) return isBedrock(fields) ? "bedrock" : "chat";
  if ("contents" in fields) return "gemini";
  if ("schemaVersion" in fields) return "bedrock";
  if ("conversations" in fields) return "sharegpt";
  if ("prompt" in fields && "completion" in fields) return "prompt-completion";
  if (columnsOf(Object.keys(fields)) !== undefined) return "input-output";
  return typeof fields["text"] === "string" ? "text" : undefined;
}

function read(
  format: FormatId,
  fields: Fields,
  findings: Findings,
): Pick<Example, "messages" | "rejected"> {
  switch (format) {
    case "chat":
      return { messages: chatMessages(fields["messages"], findings) };
    case "gemini":
      return { messages: geminiMessages(fields, findings) };
    case "bedrock":
      return { messages: bedrockMessages(fields, findings) };
    case "sharegpt":
      return { messages: sharegptMessages(fields, findings) };
    case "prompt-completion":
      return { messages: pair([fields["prompt"]], fields["completion"], findings) };
    case "preference":
      return preference(fields, findings);
    case "input-output": {
      const values = Object.values(fields);
      const { inputs, output } = columnsOf(Object.keys(fields)) ?? { inputs: [], output: -1 };
      return {
        messages: pair(
          inputs.map((at) => values[at]),
          values[output],
          findings,
        ),
      };
    }
    case "text":
      return { messages: [{ side: "user", text: asText(fields["text"]) ?? "" }] };
  }
}

const isBlank = (text: string): boolean => !/\S/.test(text);

/** What is missing from, or out of order in, messages that could each be read. */
function judge(format: FormatId, messages: readonly Message[], findings: Findings): void {
  const { problems, breaks } = findings;
  const asked = messages.filter(({ side }) => side === "user");
  const answers = messages.filter(({ side }) => side === "assistant");
  if (asked.some(({ text }) => isBlank(text))) problems.add("empty-input");
  if (format === "text") return;
  if (answers.length === 0) problems.add("no-answer");
  if (answers.some(({ text }) => isBlank(text))) problems.add("empty-output");
  const turns = messages.filter(({ side }) => side !== "system");
  if (turns.at(-1)?.side !== "assistant") breaks.add("last-not-assistant");
  if (turns[0]?.side !== "user") breaks.add("first-not-user");
  if (turns.some(({ side }, at) => side !== "tool" && side === turns[at - 1]?.side))
    breaks.add("not-alternating");
  if (messages.some(({ side }, at) => at > 0 && side === "system")) breaks.add("system-not-first");
  if (
    messages.some(
      ({ side, text }) =>
        side !== "assistant" && NOVA_RESERVED_WORDS.some((reserved) => text.includes(reserved)),
    )
  )
    breaks.add("reserved-words");
}

const exampleOf = (
  format: FormatId,
  { messages, rejected }: Pick<Example, "messages" | "rejected">,
  findings: Findings,
): Example => {
  if (findings.problems.size === 0) judge(format, messages, findings);
  return {
    format,
    messages,
    ...(rejected === undefined ? {} : { rejected }),
    problems: [...findings.problems],
    breaks: [...findings.breaks],
  };
};

const noFindings = (): Findings => ({ problems: new Set(), breaks: new Set() });

/**
 * Takes one line's value apart.
 *
 * @returns the example, or what the line is instead of one
 */
export function exampleFrom(value: unknown): Example | "not-an-object" | "unknown-shape" {
  if (!isObject(value)) return "not-an-object";
  const format = formatOf(value);
  if (format === undefined) return "unknown-shape";
  const findings = noFindings();
  return exampleOf(format, read(format, value, findings), findings);
}

/** The example in one row of a table. */
export function exampleFromCells(cells: readonly string[], { inputs, output }: Columns): Example {
  const findings = noFindings();
  const messages = pair(
    inputs.map((at) => cells[at]),
    cells[output],
    findings,
  );
  return exampleOf("input-output", { messages }, findings);
}
