/**
 * What Discord accepts, in characters unless said otherwise. From
 * https://docs.discord.com/developers/components/reference, .../resources/message and the OpenAPI
 * document (https://github.com/discord/discord-api-spec), read 2026-11-23.
 */
export const LIMITS = {
  content: 2000,
  /** All text displays of one message together. */
  displayText: 4000,
  /**
   * Not documented: beyond 10,170 bytes of UTF-8, with 12 for each text display, Discord answers with
   * 500 (https://github.com/discord/discord-api-docs/issues/8554).
   */
  displayBytes: 10_170,
  displayOverhead: 12,
  rows: 5,
  rowButtons: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  optionLabel: 100,
  placeholder: 150,
  modalTitle: 45,
  modalParts: 5,
  partLabel: 45,
  partDescription: 100,
  radioOptions: 10,
  inputText: 4000,
  inputPlaceholder: 100,
  threadName: 100,
  /** Pictures in one gallery, and files in one message. */
  pictures: 10,
  pictureDescription: 1024,
  nonce: 25,
  /** Minutes; one of 60, 1440, 4320, 10080. */
  threadArchive: 4320,
  /** Columns of a code block: a phone scrolls what is wider sideways. */
  codeColumns: 42,
  /** Seconds until the first answer to an interaction must have arrived, and until its token ends. */
  firstAnswer: 3,
  tokenLife: 15 * 60,
} as const;

/** Cuts what would be too long, and shows that something is missing. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
