import { together } from "../adapters/env.ts";
import { chat } from "./chat.ts";
import { readConfiguration } from "./configuration.ts";
import { serve } from "./serving.ts";

/** Starts every platform that has its tokens; with none, the conversation on this terminal. */
export async function start(): Promise<number> {
  const configuration = together(readConfiguration(process.env));
  const { slack, discord } = configuration;
  return slack === undefined && discord === undefined ? chat() : serve(configuration);
}
