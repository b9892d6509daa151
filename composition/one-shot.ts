import { clock } from "../adapters/clock.ts";
import { given } from "../adapters/env.ts";
import { storeSettings } from "../adapters/stores/settings.ts";
import type { Store } from "../src/index.ts";
import { openConfiguredStore, openPrices } from "./parts.ts";

/** What was typed is not a command; the message says what is. */
export class UsageError extends Error {}

/** Does something with the store that the environment names, and closes it. */
async function withStore(work: (store: Store) => Promise<number>): Promise<number> {
  const { store } = await openConfiguredStore(given(storeSettings(process.env)));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export type Forgotten = {
  readonly workspace: string | undefined;
  readonly thread: string | undefined;
  readonly person: string | undefined;
  readonly installation: boolean | undefined;
};

/** Deletes what is stored of a workspace, or in it of one thread or one person, or what opens it. */
export async function forget(forgotten: Forgotten): Promise<number> {
  const { workspace, thread, person, installation } = forgotten;
  if (!workspace)
    throw new UsageError("forget takes the workspace: tuning-fork forget --workspace ID.");
  if ([thread, person, installation].filter((one) => one !== undefined).length > 1)
    throw new UsageError("forget takes a thread, a person or the installation, not two of them.");
  // An empty one is a variable that was not set: deleting all of the workspace is not what was meant.
  if (thread === "" || person === "")
    throw new UsageError(`forget takes the ID of a ${thread === "" ? "thread" : "person"}.`);
  const output = process.stdout;
  if (installation === true) {
    const { forgetInstallationCommand } = await import("../adapters/cli/forget-installation.ts");
    const now = clock.now();
    return withStore((store) => forgetInstallationCommand({ store, workspace, now, output }));
  }
  if (person !== undefined) {
    const { forgetPersonCommand } = await import("../adapters/cli/forget-person.ts");
    const now = clock.now();
    return withStore((store) => forgetPersonCommand({ store, workspace, person, now, output }));
  }
  const { forgetCommand } = await import("../adapters/cli/forget.ts");
  return withStore((store) => forgetCommand({ store, workspace, thread, output }));
}

/** Writes what is stored of a workspace as JSON. */
export async function exportWorkspace(workspace: string | undefined): Promise<number> {
  if (!workspace)
    throw new UsageError("export takes the workspace: tuning-fork export --workspace ID.");
  const { exportCommand } = await import("../adapters/cli/export.ts");
  return withStore((store) => exportCommand({ store, workspace, output: process.stdout }));
}

/** One case, or a batch of them from standard input. */
export async function assess(
  texts: readonly string[],
  format: "text" | "json" | "jsonl",
): Promise<number> {
  if (format === "jsonl" && texts.length > 0)
    throw new UsageError("assess --jsonl reads from standard input and takes no text.");
  const [{ assessCommand }, { lookOf }, { render }] = await Promise.all([
    import("../adapters/cli/assess.ts"),
    import("../adapters/terminal/index.ts"),
    import("../adapters/terminal/render.ts"),
  ]);
  const { stdin: input, stdout: output, stderr: errors, env } = process;
  const look = lookOf({ output, env });
  const text = texts.length === 0 ? undefined : texts.join(" ");
  if (format !== "jsonl" && text === undefined && input.isTTY)
    throw new UsageError('assess takes a text: tuning-fork assess "we want to sort tickets".');
  const prices = await openPrices();
  return assessCommand({
    text,
    format,
    input,
    output,
    errors,
    show: (reply) => render(reply, look),
    prices,
    now: clock.instant,
  });
}

/** Checks training data, and a test file against it. */
export async function checkData(
  files: readonly string[],
  format: "text" | "json",
): Promise<number> {
  const [training, test, ...more] = files;
  if (training === undefined || more.length > 0)
    throw new UsageError(
      "check-data takes a file, or a training and a test file: tuning-fork check-data FILE [TEST].",
    );
  const [{ checkDataCommand }, { checkData: check }, { lookOf }, { render }] = await Promise.all([
    import("../adapters/cli/check-data.ts"),
    import("../adapters/data-check/index.ts"),
    import("../adapters/terminal/index.ts"),
    import("../adapters/terminal/render.ts"),
  ]);
  const { stdout: output, stderr: errors, env } = process;
  const look = lookOf({ output, env });
  const prices = await openPrices();
  return checkDataCommand({
    files: test === undefined ? [training] : [training, test],
    format,
    check,
    output,
    errors,
    show: (reply) => render(reply, look),
    prices,
    today: clock.instant().slice(0, 10),
    now: clock.now,
  });
}
