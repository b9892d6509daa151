import type { Environment, Read } from "../env.ts";

/** An endpoint that speaks OpenAI's chat completions, and the model to ask there. */
export type LanguageModelSettings = {
  /** Ends without a slash. */
  readonly baseUrl: string;
  readonly model: string;
  /** Absent where none is needed, as with a model on one's own machine. */
  readonly apiKey?: string;
};

const isOnThisMachine = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);

function addressProblem(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl))
    return "LLM_BASE_URL is no address: write it as https://api.example.com/v1, or leave it out.";
  const { protocol, hostname, username, password } = new URL(baseUrl);
  if (protocol !== "https:" && !(protocol === "http:" && isOnThisMachine(hostname)))
    return "LLM_BASE_URL must begin with https://, since people's words go there; http:// is for this machine only.";
  return username + password === ""
    ? undefined
    : "LLM_BASE_URL must not hold a name or a password: put the key into LLM_API_KEY.";
}

/** Reads the variables of the language model; without any of them there is none. */
export function languageModelSettings(env: Environment): Read<LanguageModelSettings> {
  const baseUrl = env["LLM_BASE_URL"] ?? "";
  const model = env["LLM_MODEL"] ?? "";
  const apiKey = env["LLM_API_KEY"] ?? "";
  if (baseUrl + model + apiKey === "") return { settings: undefined, problems: [] };
  const problems: string[] = [];
  const problem =
    baseUrl === ""
      ? "LLM_BASE_URL is not set: give the address of the language model, such as https://api.example.com/v1, or leave LLM_MODEL and LLM_API_KEY out, too."
      : addressProblem(baseUrl);
  if (problem !== undefined) problems.push(problem);
  if (model === "")
    problems.push("LLM_MODEL is not set: name the model to ask at LLM_BASE_URL, or leave it out.");
  if (/[\r\n]/.test(apiKey)) problems.push("LLM_API_KEY must be one line: copy it again.");
  if (problems.length > 0) return { settings: undefined, problems };
  return {
    settings: {
      baseUrl: baseUrl.replace(/\/+$/, ""),
      model,
      ...(apiKey === "" ? {} : { apiKey }),
    },
    problems,
  };
}
