import { createRequire } from "node:module";

import { renderAsync } from "@resvg/resvg-js";

import type { Chart } from "../../src/index.ts";
import { drawChart } from "./draw.ts";

/** Pixels for each unit of the picture: sharp on a phone. */
const ZOOM = 2;

const require = createRequire(import.meta.url);
/** The fonts travel with the bot: which ones a machine has would change what is seen. */
const FONT_FILES = [
  require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
];

/**
 * A chart as a PNG, 1,440 pixels wide, legible at a quarter of that. Drawn on another thread; packing
 * it takes some 20 ms on this one.
 *
 * @throws when this machine has no renderer
 */
export async function pictureOf(chart: Chart): Promise<Buffer> {
  const image = await renderAsync(drawChart(chart), {
    font: { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: "Inter" },
    fitTo: { mode: "zoom", value: ZOOM },
  });
  return image.asPng();
}
