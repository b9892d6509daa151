/**
 * TABLE: what other files than text begin with, whatever they are called. "at": where the bytes stand,
 * in hex.
 */
const SIGNS: readonly {
  readonly at?: number;
  readonly bytes: string;
  readonly is: string;
  readonly remedy: string;
}[] = [
  {
    bytes: "504b0304",
    is: "a zip archive or an Excel workbook",
    remedy: "Unpack it, or save the sheet as CSV",
  },
  { bytes: "504b0506", is: "an empty zip archive", remedy: "Send the file itself" },
  { bytes: "1f8b", is: "a gzip archive", remedy: "Unpack it first" },
  { bytes: "425a68", is: "a bzip2 archive", remedy: "Unpack it first" },
  { bytes: "fd377a585a00", is: "an xz archive", remedy: "Unpack it first" },
  { bytes: "28b52ffd", is: "a zstd archive", remedy: "Unpack it first" },
  { bytes: "377abcaf271c", is: "a 7z archive", remedy: "Unpack it first" },
  { bytes: "526172211a07", is: "a rar archive", remedy: "Unpack it first" },
  { at: 257, bytes: "7573746172", is: "a tar archive", remedy: "Unpack it first" },
  {
    bytes: "d0cf11e0a1b11ae1",
    is: "an old Excel or Word file",
    remedy: "Save the sheet as CSV",
  },
  { bytes: "7f454c46", is: "a program", remedy: "Choose the file with the examples" },
  { bytes: "4d5a", is: "a Windows program", remedy: "Choose the file with the examples" },
  { bytes: "cffaedfe", is: "a macOS program", remedy: "Choose the file with the examples" },
  { bytes: "cafebabe", is: "a program", remedy: "Choose the file with the examples" },
  { bytes: "0061736d", is: "a program", remedy: "Choose the file with the examples" },
  { bytes: "25504446", is: "a PDF", remedy: "Put the examples into JSON Lines or CSV" },
  { bytes: "50415231", is: "a Parquet file", remedy: "Export it as JSON Lines" },
  { bytes: "4152524f5731", is: "an Arrow file", remedy: "Export it as JSON Lines" },
  { bytes: "894844460d0a", is: "an HDF5 file", remedy: "Export it as JSON Lines" },
  { bytes: "53514c69746520666f726d6174203300", is: "a SQLite database", remedy: "Export a table" },
  { bytes: "89504e47", is: "a picture", remedy: "Choose the file with the examples" },
  { bytes: "ffd8ff", is: "a picture", remedy: "Choose the file with the examples" },
  { bytes: "47494638", is: "a picture", remedy: "Choose the file with the examples" },
  { bytes: "fffe0000", is: "text in UTF-32", remedy: "Save it as UTF-8" },
  { bytes: "fffe", is: "text in UTF-16", remedy: "Save it as UTF-8" },
  { bytes: "feff", is: "text in UTF-16", remedy: "Save it as UTF-8" },
];

/**
 * What a file is instead of text.
 *
 * @param head its first bytes, 512 if there are as many
 * @returns a clause and what to do, or undefined when it may be text
 */
export function otherThanText(
  head: Buffer,
): { readonly is: string; readonly remedy: string } | undefined {
  const sign = SIGNS.find(({ at = 0, bytes }) =>
    head.subarray(at, at + bytes.length / 2).equals(Buffer.from(bytes, "hex")),
  );
  if (sign !== undefined) return sign;
  return head.includes(0)
    ? { is: "no text", remedy: "A training file is JSON Lines or CSV in UTF-8" }
    : undefined;
}
