/**
 * What in a text is likely somebody's personal data, or a secret. Only whether there is any is ever
 * told, never what it is. Where a number carries a check digit it has to be right, so that order
 * numbers and the like are not taken for people's.
 */

const digitsOf = (text: string): readonly number[] =>
  Array.from(text.replaceAll(/\D/g, ""), Number);

/** The check of payment cards (ISO/IEC 7812-1, annex B). */
function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits
    .toReversed()
    .map((digit, at) => (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2))
    .reduce((total, digit) => total + digit, 0);
  return sum % 10 === 0;
}

const isCard = (found: string): boolean => {
  const digits = digitsOf(found);
  return new Set(digits).size > 1 && passesLuhn(digits);
};

/** The remainder that account numbers are checked by (ISO 13616, ISO 7064 MOD 97-10). */
function isIban(found: string): boolean {
  const compact = found.replaceAll(" ", "").toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Area, group and serial are never all zeros, and no area is 666 or 900 and above. */
const isSocialSecurity = (found: string): boolean => {
  const [area = "", group, serial] = found.split("-");
  return area !== "000" && area !== "666" && area < "900" && group !== "00" && serial !== "0000";
};

const DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

const isDni = (found: string): boolean =>
  DNI_LETTERS[Number.parseInt(found, 10) % 23] === found.at(-1)?.toUpperCase();

/** The key of a French NIR completes the number to a multiple of 97. */
const isNir = (found: string): boolean => {
  const digits = digitsOf(found).join("");
  return 97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13));
};

/** Both check digits of a Brazilian CPF. */
function isCpf(found: string): boolean {
  const digits = digitsOf(found);
  const check = (length: number): number => {
    const sum = digits
      .slice(0, length)
      .reduce((total, digit, at) => total + digit * (length + 1 - at), 0);
    return ((sum * 10) % 11) % 10;
  };
  return new Set(digits).size > 1 && check(9) === digits[9] && check(10) === digits[10];
}

const EARLIEST_NUMBER = 7;
const LATEST_NUMBER = 15;

/** ITU-T E.164 allows 15 digits; fewer than seven is no number that reaches a person. */
const isPhone = (found: string): boolean => {
  const count = digitsOf(found).length;
  return count >= EARLIEST_NUMBER && count <= LATEST_NUMBER;
};

/** What must stand in a text for a pattern to be worth trying. */
type Sign = "@" | "digits" | "any";

type Pattern = {
  readonly sign: Sign;
  readonly pattern: RegExp;
  readonly holds?: (found: string) => boolean;
};
type Kind = {
  /** As it follows a number of examples: "12 with e-mail addresses". */
  readonly name: string;
  readonly patterns: readonly Pattern[];
};

const kinds = <const T extends Readonly<Record<string, Kind>>>(table: T): T => table;

/** TABLE: what is looked for. Every pattern is bounded, so that no text takes long. */
export const PERSONAL_DATA = kinds({
  email: {
    name: "e-mail addresses",
    patterns: [
      { sign: "@", pattern: /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu },
    ],
  },
  phone: {
    name: "phone numbers",
    patterns: [
      {
        sign: "digits",
        pattern: /(?<![\w+.])\+\d(?:[ ./()-]{0,3}\d){6,14}(?!\d)/g,
        holds: isPhone,
      },
      { sign: "digits", pattern: /(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])/g },
      {
        sign: "digits",
        // Groups from a 0 on, but no date, and no part of a longer number.
        pattern:
          /(?<![\w.,/-]|\d )(?!\d{1,2}[ /-]\d{1,2}[ /-]\d{2,4}|\d{3}-\d{2}-\d{4})\(?0\d{1,5}\)?(?:[ /-]{1,3}\d{2,8}){1,4}(?![\w-])/g,
        holds: (found) => isPhone(found) && digitsOf(found).length >= 9,
      },
    ],
  },
  card: {
    name: "payment card numbers",
    patterns: [
      {
        sign: "digits",
        pattern:
          /(?<![\w.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d{2}))(?:[ -]?\d{4}){3}(?![\w-])/g,
        holds: isCard,
      },
      {
        sign: "digits",
        pattern: /(?<![\w.-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![\w-])/g,
        holds: isCard,
      },
    ],
  },
  iban: {
    name: "bank account numbers",
    patterns: [
      {
        sign: "digits",
        pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)/g,
        holds: isIban,
      },
    ],
  },
  "national-id": {
    name: "national identity numbers",
    patterns: [
      { sign: "digits", pattern: /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g, holds: isSocialSecurity },
      {
        sign: "digits",
        pattern: /(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/g,
      },
      { sign: "digits", pattern: /(?<!\w)\d{8}-?[A-HJ-NP-TV-Z](?!\w)/g, holds: isDni },
      {
        sign: "digits",
        pattern: /(?<!\w)[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\w)/g,
        holds: isNir,
      },
      { sign: "digits", pattern: /(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)/g },
      { sign: "digits", pattern: /(?<!\w)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)/g, holds: isCpf },
    ],
  },
  secret: {
    name: "keys or passwords",
    patterns: [
      {
        sign: "any",
        pattern:
          /\bsk-[\w-]{20,200}|\b(?:AKIA|ASIA)[A-Z\d]{16}\b|\bgh[oprsu]_\w{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}|\bxox[abeprs]-[\w-]{10}|\bAIza[\w-]{35}|\bhf_[A-Za-z]{30}|\b[rs]k_live_\w{16}|\bnpm_\w{36}|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|\beyJ[\w-]{10,2000}\.eyJ[\w-]{10}/g,
      },
      { sign: "@", pattern: /:\/\/[\w.-]{1,64}:[^\s/@]{3,64}@[\w-]/g },
    ],
  },
});

export type PersonalDataKind = keyof typeof PERSONAL_DATA;

export const PERSONAL_DATA_KINDS = Object.keys(PERSONAL_DATA) as readonly PersonalDataKind[];

/** How far an address or a password reaches from its @, to both sides. */
const AROUND_AT = 160;

/** What lies around each @ of a text: all that has to be searched for what needs one. */
function* aroundAt(text: string): Generator<string> {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1))
    yield text.slice(Math.max(0, at - AROUND_AT), at + AROUND_AT);
}

function isIn(text: string, { sign, pattern, holds }: Pattern): boolean {
  for (const place of sign === "@" ? aroundAt(text) : [text])
    for (const [found] of place.matchAll(pattern))
      if (holds === undefined || holds(found)) return true;
  return false;
}

const SIX_DIGITS = /\d(?:\D{0,3}\d){5}/;

/** The kinds of personal data that some texts have in them. */
export function personalDataIn(texts: readonly string[]): readonly PersonalDataKind[] {
  const signs: readonly ReadonlySet<Sign>[] = texts.map(
    (text) =>
      new Set<Sign>([
        "any",
        ...(text.includes("@") ? (["@"] as const) : []),
        ...(SIX_DIGITS.test(text) ? (["digits"] as const) : []),
      ]),
  );
  return PERSONAL_DATA_KINDS.filter((kind) =>
    PERSONAL_DATA[kind].patterns.some((one) =>
      texts.some((text, at) => signs[at]?.has(one.sign) === true && isIn(text, one)),
    ),
  );
}
