import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { forgetInstallationCommand } from "../../adapters/cli/forget-installation.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import type { LogEntry, Store } from "../../src/index.ts";
import { createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Grant } from "./fake-slack.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

const MENTION = "<@UBOT>";
const CASE = "we want to sort 40k support tickets a month, 8k are labelled";
const [OLD, NEW] = [randomBytes(32), randomBytes(32)];
const DAY = 24 * 60 * 60_000;

let fake: FakeSlack;
let running: Running;
let store: Store;
let logged: LogEntry[];

const start = async (encryptionKeys: readonly Buffer[] = [NEW]): Promise<Running> =>
  run({ fake, store, encryptionKeys, log: (entry) => void logged.push(entry) });

beforeEach(async () => {
  fake = await createFakeSlack();
  store = createMemoryStore();
  logged = [];
  running = await start();
  fake.makeChannel("C1");
});
afterEach(() => running.stop());

const get = (path: string, cookie = ""): Promise<Response> =>
  fetch(`http://127.0.0.1:${running.port}${path}`, { headers: { cookie }, redirect: "manual" });

/** The first page: where it sends to, and the cookie that it leaves. */
async function begin(): Promise<{ readonly page: string; readonly cookie: string }> {
  const response = await get("/slack/install");
  expect(response.status).toBe(302);
  const [cookie = ""] = (response.headers.get("set-cookie") ?? "").split(";");
  return { page: response.headers.get("location") ?? "", cookie };
}

async function install(grant: Grant): Promise<Response> {
  const { page, cookie } = await begin();
  return get(fake.approve(page, grant), cookie);
}

const asked = async (words = CASE): Promise<void> => {
  await fake.say("C1", "UDANA", `${MENTION} ${words}`);
  await running.settle();
};
const postedBy = (): readonly string[] =>
  fake.calls.flatMap(({ method, token }) => (method === "chat.postMessage" ? [token] : []));
const refreshes = (): number =>
  fake.calls.filter(({ given }) => given["grant_type"] === "refresh_token").length;
const keptIn = (workspace: string, person = "UDANA") =>
  store.conversations.recent({ platform: "slack", workspace, person }, 10);

/** Where the log says that the app was taken away. */
const ended = (): readonly string[] =>
  logged.flatMap(
    ({ message }) => /^(\w+) on slack has taken the bot away/.exec(message)?.[1] ?? [],
  );

/** So long after somebody took the app away. */
const later = (days: number): Promise<number> =>
  store.retention.expire({
    conversationsBefore: 0,
    finishedBefore: 0,
    fullBefore: 0,
    keptBefore: Date.now() + days * DAY,
    limit: 100,
  });

describe("installing the app", () => {
  test("asks Slack for the scopes of the manifest, and for nothing else", async () => {
    const { page, cookie } = await begin();
    const { origin, pathname, searchParams } = new URL(page);
    expect(origin + pathname).toBe("https://slack.com/oauth/v2/authorize");
    expect(searchParams.get("scope")?.split(",").toSorted()).toEqual(
      [
        ..."commands chat:write app_mentions:read channels:history groups:history im:history".split(
          " ",
        ),
        ..."mpim:history channels:join im:write users:read files:read files:write".split(" "),
      ].toSorted(),
    );
    expect(searchParams.get("user_scope") ?? "").toBe("");
    expect(cookie).toContain(searchParams.get("state"));
  });

  test("leads to a page that says what to do next, and the bot answers there", async () => {
    fake.call("T2", "Smith & <b>Sons</b>");
    const response = await install({ team: "T2", token: "xoxb-of-T2" });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain("Tuning Fork is installed in Smith &#38; &#60;b&#62;Sons&#60;/b&#62;");
    expect(page).toContain("/tuning-fork");
    expect(page).not.toContain("xoxb");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    fake.moveTo({ team: "T2" });
    await asked();
    expect(postedBy()).toEqual(["xoxb-of-T2"]);
    expect(logged.map(({ message }) => message)).toEqual([
      "Slack: workspaces install the app by /slack/install.",
      "Slack: T2 has installed the app.",
    ]);
  });

  test("keeps nothing that can be read by whoever reads the store", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 43_200 });
    const [kept] = await store.installations.all("slack", "", 10);
    expect(kept?.holder).toBe("T2");
    const written = JSON.stringify(kept);
    const decoded = Buffer.from(kept?.sealed.split(".").at(-1) ?? "", "base64url").toString(
      "latin1",
    );
    for (const secret of ["xoxb", "xoxe"]) {
      expect(written).not.toContain(secret);
      expect(decoded).not.toContain(secret);
    }
  });

  const FORGED: readonly (readonly [
    what: string,
    path: (approved: string) => string,
    cookie: (given: string) => string,
  ])[] = [
    ["in another browser", (path) => path, () => ""],
    ["with somebody else's cookie", (path) => path, (cookie) => `${cookie}x`],
    ["without a state", (path) => path.replace(/&state=.*/, ""), (cookie) => cookie],
    ["with a state of their own", (path) => `${path}x`, (cookie) => cookie],
    [
      "with a state and a cookie of their own",
      (path) => path.replace(/state=.*/, "state=forged"),
      () => "slack-app-oauth-state=forged",
    ],
    ["without a code", (path) => path.replace(/code=[^&]*&/, ""), (cookie) => cookie],
  ];
  test.each(FORGED)("is refused when somebody comes back %s", async (_, pathOf, cookieOf) => {
    const { page, cookie } = await begin();
    const approved = fake.approve(page, { team: "T2", token: "xoxb-of-T2" });
    const response = await get(pathOf(approved), cookieOf(cookie));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Nothing was kept");
    expect(await store.installations.all("slack", "", 10)).toEqual([]);
    expect(fake.calls.map(({ method }) => method)).not.toContain("oauth.v2.access");
  });

  test("is no failure when somebody says no", async () => {
    const { cookie } = await begin();
    const response = await get("/slack/oauth_redirect?error=access_denied&state=x", cookie);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("Somebody said no on the page before");
    // Anybody can open that page.
    expect(logged.filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("that Slack refuses by itself is told with a reference", async () => {
    const { cookie } = await begin();
    const response = await get("/slack/oauth_redirect?error=invalid_scope&state=x", cookie);
    expect(response.status).toBe(502);
    expect(await response.text()).toMatch(/reference: \w{7}/);
  });

  test.each([
    ["Slack", () => fake.fail("oauth.v2.access", { kind: "error", error: "bad_client_secret" })],
    [
      "the store",
      () => Object.assign(store.installations, { put: () => Promise.reject(new Error("away")) }),
    ],
  ])("that %s does not take is told with a reference that the log has", async (_, fail) => {
    fail();
    const response = await install({ team: "T2", token: "xoxb-of-T2" });
    expect(response.status).toBe(502);
    const reference = /reference: (\w{7})/.exec(await response.text())?.[1];
    expect(logged.find((entry) => entry.reference === reference)).toMatchObject({
      level: "error",
      message: expect.stringContaining("an installation failed"),
    });
    expect(JSON.stringify(logged)).not.toMatch(/xoxb|known-to-Slack|code-\d/);
  });
});

describe("workspaces", () => {
  test("are each answered with their own token, and see nothing of each other", async () => {
    await install({ team: "T2", token: "xoxb-of-T2" });
    await install({ team: "T3", token: "xoxb-of-T3" });
    for (const team of ["T2", "T3", "T2"]) {
      fake.moveTo({ team });
      await asked();
    }
    expect(postedBy()).toEqual(["xoxb-of-T2", "xoxb-of-T3", "xoxb-of-T2"]);
    expect((await keptIn("T2")).length).toBe(2);
    expect((await keptIn("T3")).length).toBe(1);
    fake.moveTo({ team: "T3" });
    await fake.openHome("UDANA");
    await expect.poll(() => fake.homes).toHaveLength(1);
    const home = JSON.stringify(fake.homes[0]?.blocks);
    expect(home).toContain("https://t3.slack.com/archives/C1");
    expect(home).not.toContain("https://t2");
    expect(fake.calls.find(({ method }) => method === "views.publish")?.token).toBe("xoxb-of-T3");
  });

  test("can use the command, the form and the buttons", async () => {
    await install({ team: "T2", token: "xoxb-of-T2" });
    fake.moveTo({ team: "T2" });
    await fake.command("C1", "UDANA", "");
    await expect.poll(() => fake.forms).toHaveLength(1);
    expect(fake.calls.find(({ method }) => method === "views.open")?.token).toBe("xoxb-of-T2");
    await fake.submit("UDANA", CASE, "C1");
    await running.settle();
    expect(new Set(postedBy())).toEqual(new Set(["xoxb-of-T2"]));
    const shown = fake.posted.findLast(({ user }) => user === "UBOT");
    if (shown === undefined) throw new Error("Nothing was posted.");
    const before = postedBy().length;
    await fake.click(shown, "UDANA", "why");
    await running.settle();
    expect(new Set(postedBy().slice(before))).toEqual(new Set(["xoxb-of-T2"]));
  });

  test("where the app is not installed are left alone, and told of once", async () => {
    fake.moveTo({ team: "T9" });
    await asked();
    await asked();
    expect(fake.posted.filter(({ user }) => user === "UBOT")).toEqual([]);
    expect(await keptIn("T9")).toEqual([]);
    expect(await store.backlog("slack", 10)).toBe(0);
    expect(logged.slice(1).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Slack tells of T9, where the app is not installed/),
    ]);
  });

  test("give their files to their own token only", async () => {
    await running.stop();
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    running = await run({
      fake,
      store,
      encryptionKeys: [NEW],
      log: (entry) => void logged.push(entry),
      checks: {},
    });
    await install({ team: "T2", token: "xoxb-of-T2" });
    fake.moveTo({ team: "T2" });
    const { ts } = await fake.say("C1", "UDANA", `${MENTION} ${CASE}`);
    await running.settle();
    const line = JSON.stringify({ prompt: "a question", completion: "an answer" });
    await fake.share("C1", "UDANA", "", [{ name: "train.jsonl", content: `${line}\n` }], ts);
    await running.settle();
    expect(fake.gaveTo).toEqual(["Bearer xoxb-of-T2"]);
  });
});

describe("an organisation", () => {
  const ORGANISATION = { organisation: "E1", token: "xoxb-of-E1" };

  test("installs it for all of its workspaces", async () => {
    const page = await (await install(ORGANISATION)).text();
    expect(page).toContain("Tuning Fork is installed in The organisation");
    expect(page).toContain("choose the workspaces");
    fake.moveTo({ team: "T5", organisation: "E1" });
    await asked();
    fake.moveTo({ team: "T6", organisation: "E1" });
    await fake.command("C1", "UDANA", CASE);
    await running.settle();
    expect(new Set(postedBy())).toEqual(new Set(["xoxb-of-E1"]));
    expect((await keptIn("T5")).length).toBe(1);
    expect((await keptIn("T6")).length).toBe(1);
  });

  test("is answered by buttons, forms, shortcuts and on its page, whatever a person's own workspace is", async () => {
    await install(ORGANISATION);
    fake.moveTo({ team: "T5", organisation: "E1" });
    await asked();
    const [shown] = fake.posted.filter(({ user }) => user === "UBOT");
    if (shown === undefined) throw new Error("Nothing was posted.");
    await fake.click(shown, "UDANA", "why");
    await running.settle();
    expect(postedBy().length).toBeGreaterThan(1);
    await fake.command("C1", "ULEE", "");
    await expect.poll(() => fake.forms).toHaveLength(1);
    await fake.submit("ULEE", CASE);
    const { ts } = await fake.say("C1", "UROBIN", CASE);
    const message = fake.posted.find((one) => one.ts === ts);
    if (message === undefined) throw new Error("Nothing was written.");
    await fake.shortcut(message, "UROBIN");
    await running.settle();
    for (const person of ["UDANA", "ULEE", "UROBIN"])
      expect(await keptIn("T5", person)).toHaveLength(1);
    expect(await keptIn("THOME", "ULEE")).toEqual([]);
    await fake.openHome("ULEE");
    await expect.poll(() => fake.homes).toHaveLength(1);
    expect(JSON.stringify(fake.homes[0]?.blocks)).toContain("sort 40k support tickets");
    expect(new Set(postedBy())).toEqual(new Set(["xoxb-of-E1"]));
  });

  test("whose workspace is not told opens nothing, for nobody", async () => {
    await install(ORGANISATION);
    fake.moveTo({ organisation: "E1" });
    await fake.openHome("UDANA");
    await fake.tell({ type: "team_access_revoked", team_ids: [] });
    fake.moveTo({ organisation: "E2" });
    await fake.openHome("ULEE");
    await running.settle();
    expect(fake.homes).toEqual([]);
    expect(await store.installations.of({ platform: "slack", workspace: "" })).toBeUndefined();
  });

  test("that takes it away ends it in all of its workspaces", async () => {
    await install(ORGANISATION);
    await install({ team: "T2", token: "xoxb-of-T2" });
    for (const place of [{ team: "T2" }, { team: "T5", organisation: "E1" }]) {
      fake.moveTo(place);
      await asked();
    }
    // Slack may name a workspace beside the organisation.
    await fake.uninstall();
    expect(await store.installations.all("slack", "", 10)).toHaveLength(1);
    await later(8);
    expect([(await keptIn("T5")).length, (await keptIn("T2")).length]).toEqual([0, 1]);
  });

  test("of another name opens nothing", async () => {
    await install(ORGANISATION);
    fake.moveTo({ team: "T5", organisation: "E2" });
    await asked();
    expect(postedBy()).toEqual([]);
  });

  test("is known again for what is delivered after a restart", async () => {
    await install(ORGANISATION);
    fake.moveTo({ team: "T5", organisation: "E1" });
    await asked();
    await running.stop();
    await store.conversations.commit({
      conversation: { platform: "slack", workspace: "T5", thread: "C1:1795435000.000100" },
      revision: 0,
      data: {},
      events: [],
      replies: [
        {
          position: 1,
          event: "E1",
          reply: {
            purpose: "answer",
            visibleTo: "thread",
            blocks: [{ kind: "text", text: ["Left over."] }],
          },
        },
      ],
      people: [],
      at: Date.now(),
    });
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    running = await start();
    await expect.poll(() => fake.posted.map(({ text }) => text)).toEqual(["Left over."]);
    expect(postedBy()).toEqual(["xoxb-of-E1"]);
  });

  test("that takes a workspace out of it ends it there, and nowhere else", async () => {
    await install(ORGANISATION);
    for (const team of ["T5", "T6"]) {
      fake.moveTo({ team, organisation: "E1" });
      await asked();
    }
    fake.moveTo({ organisation: "E1" });
    // Slack may name the workspace itself.
    fake.moveTo({ team: "T5", organisation: "E1" });
    await fake.tell({ type: "team_access_revoked", team_ids: ["T5"] });
    await fake.say("C1", "UDANA", `${MENTION} something said before`);
    await later(8);
    expect([(await keptIn("T5")).length, (await keptIn("T6")).length]).toEqual([0, 1]);
    expect(logged.filter(({ message }) => message.includes("has taken the bot away"))).toHaveLength(
      1,
    );
    fake.moveTo({ team: "T6", organisation: "E1" });
    await asked();
    expect((await keptIn("T6")).length).toBe(2);
  });
});

describe("a workspace that takes the app away", () => {
  beforeEach(async () => {
    await install({ team: "T2", token: "xoxb-of-T2" });
    fake.moveTo({ team: "T2" });
    await asked();
  });

  test.each([
    ["app_uninstalled", { type: "app_uninstalled" }],
    ["tokens_revoked", { type: "tokens_revoked", tokens: { bot: ["UBOT"] } }],
  ])("is opened by nothing at once, and forgotten after seven days: %s", async (_, event) => {
    expect(await fake.uninstall(event)).toBe(true);
    expect(await store.installations.all("slack", "", 10)).toEqual([]);
    await later(6.9);
    expect((await keptIn("T2")).length).toBe(1);
    await later(7.1);
    expect(await keptIn("T2")).toEqual([]);
    await asked();
    expect(postedBy()).toHaveLength(1);
  });

  test("and installs it again finds its decisions", async () => {
    await fake.uninstall();
    await install({ team: "T2", token: "xoxb-again" });
    await later(30);
    expect((await keptIn("T2")).length).toBe(1);
    await asked();
    expect(postedBy().at(-1)).toBe("xoxb-again");
  });

  test("does not when only a person's token ends, or when it is told late of an earlier end", async () => {
    await fake.tell({ type: "tokens_revoked", tokens: { oauth: ["UDANA"], bot: [] } });
    await fake.tell({ type: "app_uninstalled" }, Date.now() - 60_000);
    await asked();
    expect(postedBy()).toHaveLength(2);
  });

  test("is told of again by Slack when it could not be noted", async () => {
    const { end } = store.installations;
    Object.assign(store.installations, { end: () => Promise.reject(new Error("away")) });
    expect(await fake.uninstall()).toBe(false);
    Object.assign(store.installations, { end });
    expect(await fake.uninstall()).toBe(true);
  });
});

test("a workspace that took the app away while nobody listened is found at the next start", async () => {
  await install({ team: "T2", token: "xoxb-of-T2" });
  await install({ team: "T3", token: "xoxb-of-T3" });
  fake.endSilently("T2");
  const other = await start();
  await expect.poll(ended).toEqual(["T2"]);
  await other.stop();
  expect((await store.installations.all("slack", "", 10)).map(({ holder }) => holder)).toEqual([
    "T3",
  ]);
});

test("a workspace that installs it again while all are looked at keeps it", async () => {
  await install({ team: "T2", token: "xoxb-of-T2" });
  const { all } = store.installations;
  let pages = 0;
  Object.assign(store.installations, {
    all: async (...given: Parameters<typeof all>) => {
      const page = await all(...given);
      pages += 1;
      // The first two pages are looked at for their keys.
      if (pages !== 3) return page;
      fake.endSilently("T2");
      await install({ team: "T2", token: "xoxb-again" });
      return page;
    },
  });
  const other = await start();
  await expect.poll(() => pages).toBe(4);
  await other.stop();
  expect(ended()).toEqual([]);
  expect(await store.installations.all("slack", "", 10)).toHaveLength(1);
});

test.each(["invalid_auth", "internal_error", "ratelimited"])(
  "what Slack says to a call that is not about the token ends nothing: %s",
  async (error) => {
    await install({ team: "T2", token: "xoxb-of-T2" });
    const before = fake.calls.length;
    fake.fail("auth.test", { kind: "error", error });
    const other = await start();
    await expect.poll(() => fake.calls.length).toBeGreaterThan(before);
    await other.stop();
    expect(await store.installations.all("slack", "", 10)).toHaveLength(1);
  },
);

describe("tokens that are changed", () => {
  test("are changed before they end, and kept", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 3600 });
    fake.moveTo({ team: "T2" });
    await asked();
    const [first] = postedBy();
    expect(refreshes()).toBeGreaterThan(0);
    expect(first).toMatch(/^xoxb-of-T2\.\d+$/);
    expect(first).not.toBe(fake.calls.find(({ method }) => method === "auth.test")?.token);
  });

  test("that are good for long are left as they are", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 43_200 });
    fake.moveTo({ team: "T2" });
    await asked();
    expect(refreshes()).toBe(0);
  });

  test("are changed once, however many ask for them at once, in how many processes", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 7100 });
    fake.grantFor(43_200);
    fake.moveTo({ team: "T2" });
    const other = await start();
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => {
        fake.useHttp((at % 2 === 0 ? running : other).port);
        return fake.say("C1", `U${at}`, `${MENTION} ${CASE}`);
      }),
    );
    await running.settle();
    await expect.poll(() => fake.posted.filter(({ user }) => user === "UBOT")).toHaveLength(8);
    await other.settle();
    // One a process at most; who comes second goes on with what is still good.
    expect(refreshes()).toBeLessThanOrEqual(2);
    expect(logged.filter(({ level }) => level !== "info")).toEqual([]);
    const before = postedBy().length;
    await asked();
    await expect
      .poll(() => postedBy().slice(before))
      .toEqual([expect.stringMatching(/^xoxb-of-T2\.\d+$/)]);
    await other.stop();
  });

  test("are not lost when the store does not take them at first", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 3600 });
    fake.grantFor(43_200);
    const { replace } = store.installations;
    Object.assign(store.installations, { replace: () => Promise.reject(new Error("away")) });
    fake.moveTo({ team: "T2" });
    await asked();
    const [changed] = postedBy();
    Object.assign(store.installations, { replace });
    await asked();
    expect(new Set(postedBy())).toEqual(new Set([changed]));
    expect(refreshes()).toBe(1);
    await running.stop();
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    fake.pass(600);
    running = await start();
    fake.moveTo({ team: "T2" });
    await asked();
    expect(postedBy()).toEqual([changed]);
  });

  test("that the store did not take are not used once it was installed again", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 3600 });
    const { replace } = store.installations;
    Object.assign(store.installations, { replace: () => Promise.reject(new Error("away")) });
    fake.moveTo({ team: "T2" });
    await asked();
    Object.assign(store.installations, { replace });
    await install({ team: "T2", token: "xoxb-again", goodFor: 3600 });
    const away = { kind: "status", status: 503 } as const;
    fake.fail("oauth.v2.access", away, away, away, away);
    await asked();
    expect(postedBy().at(-1)).toMatch(/^xoxb-again\.\d+$/);
  });

  test("leave in place what somebody has installed meanwhile", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 3600 });
    const { replace } = store.installations;
    Object.assign(store.installations, {
      replace: async (...given: Parameters<typeof replace>) => {
        Object.assign(store.installations, { replace });
        await install({ team: "T2", token: "xoxb-again" });
        return replace(...given);
      },
    });
    fake.moveTo({ team: "T2" });
    await asked();
    await asked();
    expect(new Set(postedBy())).toEqual(new Set(["xoxb-again"]));
  });

  test("that another replica has used up are no trouble once, and are told of twice", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 3600 });
    fake.fail(
      "oauth.v2.access",
      { kind: "error", error: "invalid_refresh_token" },
      { kind: "error", error: "invalid_refresh_token" },
    );
    fake.moveTo({ team: "T2" });
    await asked();
    expect(logged.filter(({ level }) => level !== "info")).toEqual([]);
    await asked();
    // Not asked again within a minute.
    expect(refreshes()).toBe(1);
    expect(postedBy()).toHaveLength(2);
  });

  test("that cannot be changed are used for as long as they are good", async () => {
    await install({ team: "T2", token: "xoxb-of-T2", goodFor: 3600 });
    fake.fail("oauth.v2.access", { kind: "status", status: 503 });
    fake.moveTo({ team: "T2" });
    await asked();
    expect(postedBy()).toHaveLength(1);
    expect(logged.at(-1)?.message).toContain("could not be changed for a new one");
    expect(JSON.stringify(logged)).not.toMatch(/xox/);
  });
});

describe("ENCRYPTION_KEY", () => {
  test("that opens some installations only is told of, and they can be made anew", async () => {
    await running.stop();
    fake = await createFakeSlack();
    running = await start([OLD]);
    await install({ team: "T2", token: "xoxb-of-T2" });
    await running.stop();
    const [old] = await store.installations.all("slack", "", 1);
    store = createMemoryStore();
    await store.installations.put({ platform: "slack", workspace: "T2" }, old?.sealed ?? "", 1);
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    const output = new PassThrough();
    await expect(start()).rejects.toThrow(/forget --workspace ID --installation/);
    await forgetInstallationCommand({ store, workspace: "T2", now: Date.now(), output });
    expect(String(output.read())).toMatch(/^Forgot what opens workspace T2: it has to install/);
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    running = await start();
    await install({ team: "T3", token: "xoxb-of-T3" });
    await store.installations.put({ platform: "slack", workspace: "T2" }, old?.sealed ?? "", 1);
    await running.stop();
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    running = await start();
    expect(logged.find(({ level }) => level === "error")?.message).toMatch(
      /^ENCRYPTION_KEY does not open 1 of 2 Slack installations \(T2\)/,
    );
    await install({ team: "T2", token: "xoxb-again" });
    fake.moveTo({ team: "T2" });
    await asked();
    expect(postedBy()).toEqual(["xoxb-again"]);
  });

  test("can be changed: with both everything is sealed anew, and then the old one may go", async () => {
    await running.stop();
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    running = await start([OLD]);
    await install({ team: "T2", token: "xoxb-of-T2" });
    await running.stop();
    fake = await createFakeSlack();
    await expect(start([NEW])).rejects.toThrow(
      /^ENCRYPTION_KEY does not open 1 of 1 Slack installations \(T2\)/,
    );
    for (const [at, keys] of [[NEW, OLD], [NEW]].entries()) {
      fake = await createFakeSlack();
      fake.makeChannel("C1");
      fake.pass(at * 60);
      running = await start(keys);
      fake.moveTo({ team: "T2" });
      await asked();
      expect(postedBy()).toEqual(["xoxb-of-T2"]);
      await running.stop();
    }
    fake = await createFakeSlack();
    running = await start([NEW]);
  });
});
