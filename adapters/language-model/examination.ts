import { PATIENCE, findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";
import type { LanguageModelSettings } from "./settings.ts";

const { ok, look, fix } = findingsOf("Language model");

/** Looks whether the endpoint of the language model answers us; asks it nothing that costs. */
export async function examineLanguageModel({
  baseUrl,
  apiKey,
}: LanguageModelSettings): Promise<readonly Finding[]> {
  const { host } = new URL(baseUrl);
  try {
    const { status } = await fetch(`${baseUrl}/models`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (status === 401 || status === 403)
      return [fix(`${host} refuses LLM_API_KEY (${status}): copy it again.`)];
    return [
      status >= 500
        ? look(`${host} has trouble (${status}); reading goes on without it meanwhile.`)
        : ok(`${host} answers.`),
    ];
  } catch (cause) {
    return [
      fix(
        `${host} cannot be reached (${cause instanceof Error ? cause.name : "unknown"}): check LLM_BASE_URL and the network; reading goes on without it meanwhile.`,
      ),
    ];
  }
}
