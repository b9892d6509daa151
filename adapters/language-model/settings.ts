import { z } from "zod";

import { addressOf, isAnySet, readVariables } from "../env.ts";
import type { Environment, Read } from "../env.ts";

export const LANGUAGE_MODEL_VARIABLES = {
  LLM_BASE_URL: addressOf("https://api.example.com/v1", "people's words").optional(),
  LLM_MODEL: z.string().optional(),
  LLM_API_KEY: z
    .string()
    .regex(/^[^\r\n]+$/, "must be one line: copy it again.")
    .optional(),
};

/** An endpoint that speaks OpenAI's chat completions, and the model to ask there. */
export type LanguageModelSettings = {
  /** Ends without a slash. */
  readonly baseUrl: string;
  readonly model: string;
  /** Absent where none is needed, as with a model on one's own machine. */
  readonly apiKey?: string;
};

/** Those that a language model cannot do without. */
const NEEDED = {
  LLM_BASE_URL:
    "LLM_BASE_URL is not set: give the address of the language model, such as https://api.example.com/v1, or leave LLM_MODEL and LLM_API_KEY out, too.",
  LLM_MODEL: "LLM_MODEL is not set: name the model to ask at LLM_BASE_URL, or leave it out.",
} as const;

/** Reads the variables of the language model; without any of them there is none. */
export function languageModelSettings(env: Environment): Read<LanguageModelSettings> {
  if (!isAnySet(env, Object.keys(LANGUAGE_MODEL_VARIABLES)))
    return { settings: undefined, problems: [] };
  const read = readVariables(env, LANGUAGE_MODEL_VARIABLES);
  const missing = Object.entries(NEEDED).flatMap(([name, problem]) =>
    isAnySet(env, [name]) ? [] : [problem],
  );
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = read.settings ?? {};
  if (baseUrl === undefined || model === undefined)
    return { settings: undefined, problems: [...missing, ...read.problems] };
  return {
    settings: {
      baseUrl: baseUrl.replace(/\/+$/, ""),
      model,
      ...(apiKey === undefined ? {} : { apiKey }),
    },
    problems: [],
  };
}
