/**
 * Light, so that it is a card of its own on a dark page too. The lines' colours are Okabe and Ito's
 * blue and vermillion (https://jfly.uni-koeln.de/color/), the latter darker so that words in it can be
 * read, and the ink; people who do not see red, green or blue tell them apart as well.
 */
export const PALETTE = {
  card: "#fdfdfb",
  ink: "#1b1f24",
  quiet: "#5a626b",
  grid: "#e4e6e3",
  axis: "#8b939b",
} as const;

/** How the first, second and third line are drawn: the dash tells them apart without colour. */
export const STROKES = [
  { colour: "#0072b2", dash: "none" },
  { colour: "#b84a00", dash: "14 7" },
  { colour: PALETTE.ink, dash: "0.1 9" },
] as const;
