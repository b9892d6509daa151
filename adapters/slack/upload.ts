/** How long a file may take on its way, in milliseconds; ours are a few kilobytes. */
const TIMEOUT = 5000;

/**
 * Brings a file's content to the address that Slack gave for it.
 *
 * @throws when it does not arrive; nobody has seen anything of it then
 */
export async function putAt(url: string, content: Buffer): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    body: new Uint8Array(content),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok) throw new Error(`Slack did not take a file (${response.status}).`);
}
