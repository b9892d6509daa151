/**
 * How wide letters are in Inter SemiBold, the widest that is drawn, in thousandths of the size; from
 * the font's own table (hmtx), for the characters from space to tilde.
 */
const WIDTHS: readonly number[] = [
  252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623,
  636, 666, 612, 640, 576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605,
  588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720,
  713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569,
  262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
];
const FIRST = 32;
/** Any other character: as wide as nearly all are at most. */
const OTHER = 1100;
const ELLIPSIS = "…";

/** How wide words are at most, in the units of their size. */
export const widthOf = (words: string, size: number): number =>
  Array.from(words).reduce(
    (sum, letter) => sum + (WIDTHS[(letter.codePointAt(0) ?? 0) - FIRST] ?? OTHER),
    0,
  ) *
  (size / 1000);

/** Words without what XML cannot hold or nobody can see. */
export const visible = (words: string): string =>
  words
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Cuts words that would be too wide, and shows that something is missing. */
export function fitted(words: string, width: number, size: number): string {
  if (widthOf(words, size) <= width) return words;
  const letters = Array.from(words);
  while (letters.length > 0 && widthOf(letters.join("") + ELLIPSIS, size) > width) letters.pop();
  return letters.join("").trimEnd() + ELLIPSIS;
}

function broken(words: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || widthOf(longer, size) <= width || lines.length === most - 1) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/**
 * Words in so many lines at most, broken between words, and as even as they can be; what does not fit
 * is cut at the end.
 */
export function wrapped(
  words: string,
  width: number,
  size: number,
  most: number,
): readonly string[] {
  const widest = (lines: readonly string[]): number =>
    Math.max(...lines.map((line) => widthOf(line, size)));
  let best = broken(words, width, size, most);
  let even = best;
  while (even.length === best.length && widest(even) <= width) {
    best = even;
    even = broken(words, widest(best) - 1, size, most);
    if (widest(even) >= widest(best)) break;
  }
  return best.map((line) => fitted(line, width, size));
}
