/**
 * Longer texts are counted in pieces: a run without a boundary takes time that grows faster than its
 * length (40,000 equal Chinese characters: 9 s whole, 0.1 s in pieces; ordinary text: 0.2 % more).
 */
const PIECE = 2048;

const isHighSurrogate = (code: number): boolean => code >= 0xd8_00 && code <= 0xdb_ff;

/** Cuts a text into pieces, never through a character. */
export function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + PIECE);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

/** Counts tokens as OpenAI's current models do. Loaded when needed: the table takes half a second. */
export async function openTokenCounter(): Promise<(text: string) => number> {
  const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
  // A text that mentions a special token is text.
  const asText = { disallowedSpecial: new Set<string>() };
  return (text) => {
    if (text.length <= PIECE) return countTokens(text, asText);
    let count = 0;
    for (const piece of piecesOf(text)) count += countTokens(piece, asText);
    return count;
  };
}
