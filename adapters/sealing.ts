import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

import { z } from "zod";

/** AES-256 takes keys of so many bytes. */
const KEY_BYTES = 32;

/** The nonce that GCM is made for, in bytes (NIST SP 800-38D, 8.2.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const ALGORITHM = "aes-256-gcm";

/** Stands before everything sealed, so that another way to seal can be told from this one. */
const VERSION = "v1";

const REMEDY =
  "is no key: make one by “openssl rand -base64 32”; put a new key before an old one, with a comma between them.";

const keyOf = (text: string): Buffer | undefined => {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  // What is not base64 is left out silently, so it is compared with what was read.
  const isWhole =
    /^[0-9a-f]{64}$/i.test(text) ||
    key.toString("base64url") === text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return isWhole && key.length === KEY_BYTES ? key : undefined;
};

/**
 * Keys to seal with, the newest first: each 32 bytes in base64 or in hexadecimal digits, with commas
 * between them.
 */
export const encryptionKeys = z.string().transform((value, context): readonly Buffer[] => {
  const keys = value.split(",").map((text) => keyOf(text.trim()));
  const read = keys.filter((key) => key !== undefined);
  if (read.length < keys.length) context.addIssue({ code: "custom", message: REMEDY });
  return read;
});

/** What is sealed cannot be opened: by none of these keys, or because somebody has changed or moved it. */
export class SealError extends Error {}

export type Sealing = {
  /** Seals a text; it opens only where it belongs to. */
  readonly seal: (text: string, belongsTo: string) => string;
  /** @throws SealError when it cannot be opened */
  readonly open: (sealed: string, belongsTo: string) => string;
  /** With which of the keys it was sealed. */
  readonly keyOf: (sealed: string) => "newest" | "older" | "unknown";
};

/** Names a key without telling anything of it. */
const nameOf = (key: Buffer): string =>
  createHash("sha256").update("tuning-fork key").update(key).digest("base64url").slice(0, 8);

/**
 * Seals what must not be read by whoever reads the database (AES-256-GCM, NIST SP 800-38D), with the
 * first of these keys, and opens what was sealed with any of them.
 */
export function createSealing(keys: readonly Buffer[]): Sealing {
  const named = new Map(keys.map((key) => [nameOf(key), key]));
  const [newest = ""] = named.keys();
  const keyNamed = (name: string): Buffer => {
    const key = named.get(name);
    if (key === undefined)
      throw new SealError("It was sealed with a key that ENCRYPTION_KEY does not hold.");
    return key;
  };
  return {
    seal: (text, belongsTo) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, keyNamed(newest), nonce);
      cipher.setAAD(Buffer.from(belongsTo));
      const content = Buffer.concat([nonce, cipher.update(text), cipher.final()]);
      const sealed = Buffer.concat([content, cipher.getAuthTag()]);
      return [VERSION, newest, sealed.toString("base64url")].join(".");
    },
    open: (sealed, belongsTo) => {
      const [version, name = "", content = ""] = sealed.split(".");
      if (version !== VERSION) throw new SealError("It was sealed by another version.");
      const bytes = Buffer.from(content, "base64url");
      const end = bytes.length - TAG_BYTES;
      try {
        const decipher = createDecipheriv(
          ALGORITHM,
          keyNamed(name),
          bytes.subarray(0, NONCE_BYTES),
          { authTagLength: TAG_BYTES },
        );
        decipher.setAAD(Buffer.from(belongsTo));
        decipher.setAuthTag(bytes.subarray(end));
        const opened = [decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()];
        return Buffer.concat(opened).toString();
      } catch (cause) {
        if (cause instanceof SealError) throw cause;
        throw new SealError("It was changed, or belongs elsewhere.", { cause });
      }
    },
    keyOf: (sealed) => {
      const [, name = ""] = sealed.split(".");
      return name === newest ? "newest" : named.has(name) ? "older" : "unknown";
    },
  };
}
