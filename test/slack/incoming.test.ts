import { describe, expect, test } from "vitest";

import { interactionIn, lookupIn, parsePayload } from "../../adapters/slack/incoming.ts";

const OWN = "UBOT";
const AT = "2026-11-24T09:00:00.000Z";

/** An event as Slack wraps it: https://docs.slack.dev/apis/events-api, read 2026-11-23. */
const event = (inner: object, outer: object = {}) => ({
  token: "verification",
  team_id: "T1",
  context_team_id: "T1",
  api_app_id: "A1",
  type: "event_callback",
  event_id: "Ev1",
  event_time: 1_795_435_201,
  authorizations: [
    {
      enterprise_id: null,
      team_id: "T1",
      user_id: OWN,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
  event: {
    type: "message",
    channel: "C1",
    channel_type: "channel",
    user: "UDANA",
    text: "we sort tickets",
    ts: "1795435201.000100",
    client_msg_id: "7f1a",
    team: "T1",
    blocks: [],
    ...inner,
  },
  ...outer,
});

/** A click as Slack sends it: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const click = (action: object, rest: object = {}) => ({
  type: "block_actions",
  user: { id: "ULEE", username: "lee", name: "lee", team_id: "T1" },
  api_app_id: "A1",
  token: "verification",
  container: { type: "message", message_ts: "1795435202.000100", channel_id: "C1" },
  trigger_id: "12.34.ab",
  team: { id: "T1", domain: "team" },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: "C1", name: "general" },
  message: { type: "message", ts: "1795435202.000100", thread_ts: "1795435201.000100", text: "?" },
  state: { values: {} },
  response_url: "https://hooks.slack.com/actions/T1/1/x",
  actions: [
    {
      type: "button",
      block_id: "b",
      action_id: "choose:0",
      action_ts: "1795435203.000100",
      value: "answer:x:1",
      ...action,
    },
  ],
  ...rest,
});

const command = (rest: object) => ({
  token: "verification",
  team_id: "T1",
  team_domain: "team",
  channel_id: "C1",
  channel_name: "general",
  user_id: "UDANA",
  user_name: "dana",
  command: "/tuning-fork",
  text: "we sort &lt;tickets&gt;",
  api_app_id: "A1",
  is_enterprise_install: "false",
  response_url: "https://hooks.slack.com/commands/T1/1/x",
  trigger_id: "12.34.ab",
  ...rest,
});

const written = (rest: object = {}) => ({
  type: "message",
  user: "UDANA",
  text: "about 900",
  ts: "1795435202.000100",
  thread_ts: "1795435201.000100",
  ...rest,
});

const thread = (name: string, workspace = "T1") => ({ platform: "slack", workspace, thread: name });

describe("payloads as Slack sends them", () => {
  test.each<[string, object, object]>([
    [
      "a message in a channel",
      event({}),
      {
        isAddressed: false,
        incoming: {
          event: "message:C1:1795435201.000100",
          conversation: thread("C1:1795435201.000100"),
          kind: "message",
          text: "we sort tickets",
          at: "2026-11-23T12:00:01.000Z",
        },
      },
    ],
    [
      "a mention, with what Slack escapes and links",
      event({
        type: "app_mention",
        text: `<@${OWN}> R&amp;D sorts &lt;all&gt; of <https://example.org|example.org> for <@U7|sam> in <#C7|help>`,
      }),
      {
        isAddressed: true,
        incoming: { kind: "mention", text: "R&D sorts <all> of example.org for sam in help" },
      },
    ],
    [
      "a reply that is shown in the channel, too",
      event({ subtype: "thread_broadcast", thread_ts: "1795435200.000100", root: {} }),
      {
        under: "C1:1795435200.000100",
        incoming: { conversation: thread("C1:1795435200.000100"), kind: "message" },
      },
    ],
    [
      "a message with a file",
      event({ subtype: "file_share", files: [{ id: "F1" }] }),
      { incoming: { kind: "message" } },
    ],
    [
      "a direct message",
      event({ channel: "D1", channel_type: "im" }),
      { isAddressed: true, incoming: { conversation: thread("D1:direct"), kind: "mention" } },
    ],
    [
      "a message of another workspace in a shared channel",
      event({ team: "T2" }, { team_id: "T2", is_ext_shared_channel: true }),
      { incoming: { conversation: thread("C1:1795435201.000100", "T1") } },
    ],
    [
      "a message where a whole organisation has the app",
      event(
        {},
        { authorizations: [{ enterprise_id: "E1", team_id: null, user_id: OWN, is_bot: true }] },
      ),
      { incoming: { conversation: thread("C1:1795435201.000100", "T1") } },
    ],
    [
      "a command",
      command({}),
      {
        isAddressed: true,
        answerUrl: "https://hooks.slack.com/commands/T1/1/x",
        incoming: {
          event: "command:12.34.ab",
          conversation: thread("C1:command 12.34.ab"),
          from: { id: "UDANA", name: "dana" },
          kind: "command",
          text: "we sort <tickets>",
        },
      },
    ],
    [
      "a click",
      click({}),
      {
        under: "C1:1795435202.000100",
        incoming: {
          event: "click:ULEE:1795435203.000100",
          conversation: thread("C1:1795435201.000100"),
          kind: "interaction",
          token: "answer:x:1",
        },
      },
    ],
    [
      "a pick",
      click({
        type: "static_select",
        value: undefined,
        selected_option: { text: { type: "plain_text", text: "No" }, value: "answer:x:2" },
      }),
      { incoming: { kind: "interaction", token: "answer:x:2" } },
    ],
    [
      "feedback",
      click({ type: "feedback_buttons", action_id: "choose:feedback", value: "feedback:helpful" }),
      { incoming: { token: "feedback:helpful" } },
    ],
    [
      "a click on what one person sees",
      click(
        {},
        {
          message: undefined,
          container: {
            type: "message",
            message_ts: "1795435209.000100",
            thread_ts: "1795435201.000100",
            channel_id: "C1",
            is_ephemeral: true,
          },
        },
      ),
      {
        under: "C1:1795435209.000100",
        incoming: { conversation: thread("C1:1795435201.000100") },
      },
    ],
    [
      "a click where a whole organisation has the app",
      click({}, { team: null, enterprise: { id: "E1", name: "Org" }, is_enterprise_install: true }),
      { incoming: { conversation: thread("C1:1795435201.000100", "T1") } },
    ],
    [
      "the menu of a message in a thread",
      {
        type: "message_action",
        callback_id: "tuning_fork_message",
        trigger_id: "12.34.ab",
        response_url: "https://hooks.slack.com/app/T1/1/x",
        team: { id: "T1", domain: "team" },
        user: { id: "ULEE", name: "lee" },
        channel: { id: "C1", name: "general" },
        message: written({ text: "we sort invoices" }),
      },
      {
        isAddressed: true,
        under: "C1:1795435201.000100",
        incoming: { kind: "mention", text: "we sort invoices", from: { id: "ULEE" } },
      },
    ],
    [
      "an edit",
      event({
        subtype: "message_changed",
        user: undefined,
        text: undefined,
        ts: "1795435204.000100",
        message: written({ text: "about 700", edited: { user: "UDANA", ts: "1795435204.000000" } }),
        previous_message: written(),
        hidden: true,
      }),
      {
        isAddressed: false,
        incoming: {
          event: "edited:C1:1795435202.000100:1795435204.000000",
          of: "message:C1:1795435202.000100",
          conversation: thread("C1:1795435201.000100"),
          kind: "edited",
          text: "about 700",
          at: "2026-11-23T12:00:04.000Z",
        },
      },
    ],
    [
      "a deletion",
      event({
        subtype: "message_deleted",
        user: undefined,
        text: undefined,
        ts: "1795435204.000100",
        deleted_ts: "1795435202.000100",
        previous_message: written(),
        hidden: true,
      }),
      { incoming: { kind: "deleted", of: "message:C1:1795435202.000100" } },
    ],
    [
      "a deletion that leaves a stone, since others go on below",
      event({
        subtype: "message_changed",
        user: undefined,
        text: undefined,
        ts: "1795435204.000100",
        message: {
          subtype: "tombstone",
          user: "USLACKBOT",
          text: "This message was deleted.",
          ts: "1795435202.000100",
        },
        previous_message: written({ thread_ts: "1795435202.000100" }),
        hidden: true,
      }),
      { incoming: { kind: "deleted", of: "message:C1:1795435202.000100" } },
    ],
  ])("%s", (_name, payload, parsed) => {
    expect(parsePayload(payload, OWN, AT)).toMatchObject(parsed);
  });

  test.each<[string, unknown]>([
    ["our own post", event({ user: OWN, bot_id: "BBOT" })],
    ["another bot's post", event({ bot_id: "B2" })],
    ["somebody joins", event({ subtype: "channel_join" })],
    [
      "our own update",
      event({
        subtype: "message_changed",
        message: written({ user: OWN, bot_id: "BBOT", edited: { user: OWN, ts: "1.2" } }),
        previous_message: written({ user: OWN, bot_id: "BBOT", text: "before" }),
      }),
    ],
    [
      "a link that gets its preview",
      event({
        subtype: "message_changed",
        message: written({ attachments: [{}] }),
        previous_message: written(),
      }),
    ],
    ["a reaction", { type: "event_callback", team_id: "T1", event: { type: "reaction_added" } }],
    ["a command for help", command({ text: " help " })],
    ["another command", command({ command: "/other" })],
    ["a click on another app's button", click({ action_id: "approve" })],
    ["a click at home", click({}, { message: undefined, container: { type: "view" } })],
    ["a list", []],
    ["nothing", null],
    ["a number where a text stands", event({ text: 7 })],
  ])("none of our business: %s", (_name, payload) => {
    expect(parsePayload(payload, OWN, AT)).toBeUndefined();
  });

  test("an interaction that should be ours is known by its identity", () => {
    expect(interactionIn(click({ action_ts: 7 }))).toBe("12.34.ab");
    expect(interactionIn(click({}, { view: { type: "home" } }))).toBeUndefined();
    expect(interactionIn(event({}))).toBeUndefined();
  });

  test.each([
    ["", "form"],
    ["  ", "form"],
    ["Help", "help"],
    ["?", "help"],
    ["list", "list"],
    ["list the invoices by department", undefined],
  ])("the command “%s” looks up: %s", (text, lookup) => {
    expect(lookupIn(text)).toBe(lookup);
  });
});
