import { once } from "node:events";
import { createServer } from "node:http";

import { PATIENCE, findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";
import { ALIVE } from "./index.ts";
import type { HttpSettings } from "./settings.ts";

const { ok, look, fix } = findingsOf("Port");

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port);
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return true;
  } catch {
    return false;
  }
}

async function isOurs(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(PATIENCE),
    });
    return (await response.text()) === ALIVE;
  } catch {
    return false;
  }
}

/**
 * Looks whether the port can be had.
 *
 * @param isNeeded whether the start would fail without it
 */
export async function examinePort(
  { port }: HttpSettings,
  isNeeded: boolean,
): Promise<readonly Finding[]> {
  if (await isFree(port)) return [ok(`port ${port} is free.`)];
  if (await isOurs(port)) return [ok(`port ${port} is used by a Tuning Fork that runs.`)];
  const sentence = `port ${port} is in use by another program: end that one, or set another PORT.`;
  return [isNeeded ? fix(sentence) : look(sentence)];
}
