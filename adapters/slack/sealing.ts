import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

import { z } from "zod";

/** AES-256 takes keys of so many bytes. */
const KEY_BYTES = 32;

/** The nonce that GCM is made for, in bytes (NIST SP 800-38D, 8.2.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const ALGORITHM = "aes-256-gcm";

/** Stands before everything sealed, so that another way to seal can be told from this one. */
const VERSION = "v1";

/** Fewer characters than this can be guessed; 32 of hexadecimal digits hold 128 bits. */
const SHORTEST = 32;

/**
 * Keys to seal with, the newest first, with commas between them: each so many characters that nobody
 * can guess, from which the key proper is derived (HKDF, RFC 5869).
 */
export const encryptionKeys = z.string().transform((value, context): readonly Buffer[] => {
  const secrets = value.split(",").map((secret) => secret.trim());
  if (secrets.some((secret) => secret.length < SHORTEST))
    context.addIssue({
      code: "custom",
      message: `must have ${SHORTEST} characters or more: make it by “openssl rand -base64 32”; put a new one before an old one, with a comma between them.`,
    });
  return secrets.map((secret) =>
    Buffer.from(hkdfSync("sha256", secret, "", "tuning-fork sealing", KEY_BYTES)),
  );
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
  createHash("sha256").update("name of a key").update(key).digest("base64url").slice(0, 8);

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
