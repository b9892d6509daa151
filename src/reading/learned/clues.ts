/** So much of a message is looked at; what it is said for stands at its beginning. */
const MOST_CHARACTERS = 300;

const WORD = /[\p{L}\p{M}]+(?:['’]\p{L}+)*|\d[\d.,]*|[?@]/gu;
const BEGIN = "^";
const END = "$";

/** How many letters of a word make a part of it, and how many the stem by which it begins. */
const PART = 4;
const STEM = 5;

/** Numbers of words up to which messages count as of one length. */
const LENGTHS = [0, 1, 2, 4, 7, 12, 20];

/** The words of a message as they are counted: in small letters, every number the same. */
export const wordsOf = (message: string): readonly string[] =>
  (message.slice(0, MOST_CHARACTERS).toLowerCase().match(WORD) ?? []).map((word) =>
    /^\d/.test(word) ? "#" : word.replaceAll("’", "'"),
  );

/**
 * What of a message can be counted to tell what it is said for: its words, pairs and triples of
 * them, the parts of longer words (so that slips of the keyboard matter little), and its length.
 * Every number is the same number.
 *
 * @returns each clue once
 */
export function cluesOf(message: string): readonly string[] {
  const words = wordsOf(message);
  const clues = new Set<string>();
  for (const word of words) {
    clues.add(word);
    if (word.length >= PART) {
      clues.add(`${word.slice(0, STEM)}-`);
      const bounded = `<${word}>`;
      for (let at = 0; at + PART <= bounded.length; at += 1)
        clues.add(`-${bounded.slice(at, at + PART)}-`);
    }
  }
  const all = [BEGIN, ...words, END];
  for (let at = 0; at + 1 < all.length; at += 1) {
    clues.add(`${all[at]} ${all[at + 1]}`);
    if (at + 2 >= all.length) continue;
    clues.add(`${all[at]} ${all[at + 1]} ${all[at + 2]}`);
    clues.add(`${all[at]} _ ${all[at + 2]}`);
  }
  clues.add(`length ${LENGTHS.findLast((length) => words.length >= length)}`);
  return [...clues];
}
