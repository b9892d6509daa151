/**
 * What Slack accepts, in characters unless said otherwise. From @slack/types 3.2.0 and
 * https://docs.slack.dev/reference/block-kit/blocks, read 2026-11-23.
 */
export const LIMITS = {
  /** https://docs.slack.dev/reference/methods/chat.update: longer text is refused there. */
  messageText: 4000,
  blocks: 50,
  /** Not documented; messages fail near 13,200 (https://github.com/slackapi/bolt-js/issues/2509). */
  allBlockText: 12_000,
  headerText: 150,
  sectionText: 3000,
  contextElements: 10,
  contextText: 2000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 75,
  selectOptions: 100,
  /** Columns and rows of a data table, its header included; cells may not be empty. */
  tableColumns: 20,
  tableRows: 101,
  tableText: 10_000,
  tablePageRows: 100,
  /** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block, read 2026-11-24. */
  chartTitle: 50,
  chartLabel: 20,
  chartAxis: 50,
  chartSeries: 6,
  chartPoints: 20,
  /** Not documented (https://github.com/vercel/chat/pull/696). */
  charts: 2,
  altText: 2000,
  /** https://docs.slack.dev/reference/views/modal-views and the plain-text input of Block Kit. */
  modalTitle: 24,
  inputText: 3000,
  inputHint: 2000,
  actionId: 255,
} as const;

/** Cuts what would be too long, and shows that something is missing. */
export const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : `${Array.from(text)
        .slice(0, Math.max(0, length - 2))
        .join("")
        .slice(0, length - 1)}…`;
