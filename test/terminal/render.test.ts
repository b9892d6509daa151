import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";

import { lookOf } from "../../adapters/terminal/index.ts";
import { plotOf } from "../../adapters/terminal/plot.ts";
import { render } from "../../adapters/terminal/render.ts";
import type { Block, Chart, Reply } from "../../src/index.ts";
import { chart as anyChart } from "../pictures/chart-arbitrary.ts";
import { COST_OVER_A_YEAR, COST_OVER_VOLUME } from "../pictures/samples.ts";

const PLAIN = { width: 40, colour: false };
const COLOUR = { width: 40, colour: true };

const reply = (...blocks: Block[]): Reply => ({ purpose: "answer", visibleTo: "thread", blocks });

const withoutColour = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- the escape sequences are what is taken out
  text.replaceAll(/\u001B\[\d+m/g, "");

describe("every kind of block", () => {
  test.each<[string, Block, string]>([
    ["a heading", { kind: "heading", text: "Probably both" }, "Probably both\n============="],
    [
      "text, wrapped",
      { kind: "text", text: ["A text that is longer than forty columns is wrapped."] },
      "A text that is longer than forty columns\nis wrapped.",
    ],
    ["bold words", { kind: "text", text: [{ bold: "Why" }, ": because."] }, "Why: because."],
    [
      "a link",
      { kind: "text", text: [{ link: "LoRA, 2021", to: "https://a.b" }] },
      "LoRA, 2021, https://a.b",
    ],
    [
      "a list, hanging",
      {
        kind: "list",
        ordered: false,
        items: [["One item that is longer than forty columns."], ["Two."]],
      },
      "- One item that is longer than forty\n  columns.\n- Two.",
    ],
    [
      "steps",
      { kind: "list", ordered: true, items: [["First."], ["Second."]] },
      "1. First.\n2. Second.",
    ],
    [
      "choices",
      {
        kind: "choices",
        choices: [
          { label: "Yes", token: "a" },
          { label: "No", token: "b" },
        ],
      },
      "  1. Yes\n  2. No",
    ],
    [
      "a table",
      {
        kind: "table",
        caption: "Compared",
        columns: ["", "One", "Two"],
        rows: [["Cost", "nothing up front", "labelling and hosting cost more"]],
      },
      "Compared\n\n      One               Two\n----  ----------------  ----------------\nCost  nothing up front  labelling and\n                        hosting cost\n                        more",
    ],
    ["a file", { kind: "file", name: "x.md", content: "# Record\n" }, "\n# Record"],
  ])("%s", (_, block, expected) => {
    expect(render(reply(block), PLAIN)).toBe(expected);
  });
});

describe("colour", () => {
  const blocks: Block[] = [
    { kind: "heading", text: "Verdict" },
    { kind: "text", text: [{ bold: "Why" }, ": so."] },
    { kind: "note", text: ["Small print."] },
  ];

  test("is never the only sign: without it the words are the same", () => {
    const coloured = render(reply(...blocks), COLOUR);
    expect(coloured).not.toBe(render(reply(...blocks), PLAIN));
    expect(withoutColour(coloured)).toBe(render(reply(...blocks), PLAIN));
  });

  test.each([
    ["a terminal", { isTTY: true, columns: 120 }, {}, { colour: true, width: 80 }],
    ["a narrow terminal", { isTTY: true, columns: 50 }, {}, { colour: true, width: 50 }],
    ["NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }, { colour: false, width: 80 }],
    ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }, { colour: false, width: 80 }],
    ["a pipe", {}, {}, { colour: false, width: 80 }],
  ])("%s", (_, output, env, look) => {
    expect(lookOf({ output: output as NodeJS.WriteStream, env })).toEqual(look);
  });
});

test("what people write moves nobody's cursor", () => {
  const spoken = render(reply({ kind: "text", text: ["a\u001B[2Jb\u0007c\u202Ed"] }), COLOUR);
  expect(spoken).toBe("a [2Jb c d");
});

const shown = (chart: Chart, width: number): string =>
  render(reply(chart), { width, colour: false });

describe("a chart", () => {
  test("is a small plot, with what its marks stand for", () => {
    expect(shown(COST_OVER_VOLUME, 80)).toMatchInlineSnapshot(`
      "Cost over monthly volume
      US$ a month
      $2.63k |     :                          :             : ****
             |xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx*****xxxo
             |     :                          :     *****  oooooo
             |     :                          ******  ooooo :
             |     :                    ******: oooooo      :
       $38.6 |     :              ****** ooooooo            :
             |     :        ****** oooooo     :             :
             |     :   *****ooooooo           :             :
             |oooo*****oooo                   :             :
       $1.32 |**** :                          :             :
             +-----a--------------------------b-------------c-----
              10k               Requests a month               20M
      *  Prompt engineering
      o  Fine-tuning, by request
      x  Fine-tuning, hosted
      a  Tuning pays from 22k
      b  You: 1.2M
      c  Hosting pays from 9.4M"
    `);
    expect(shown(COST_OVER_A_YEAR, 44)).toMatchInlineSnapshot(`
      "Cost over the first 12 months
      US$ in total
       $2.3k |                       :         ***
             |                       :    *****
             |                       *****oooooooo
             |         oooooooooo****:
             |ooooooooo      ****    :
      $1.02k |          *****        :
             |     *****             :
             |*****                  :
             |                       :
          $0 |                       :
             +-----------------------a------------
              0         Months from now         12
      *  Prompt engineering
      o  Fine-tuning, by request
      a  Paid back in month 8"
    `);
  });

  test("is said in words where there is no room", () => {
    expect(shown(COST_OVER_A_YEAR, 25).replaceAll("\n", " ")).toBe(
      `${COST_OVER_A_YEAR.title} ${COST_OVER_A_YEAR.alt}`,
    );
  });

  test("whatever is in it, stays within its columns and moves nobody's cursor", () => {
    fc.assert(
      fc.property(anyChart, fc.integer({ min: 20, max: 120 }), (chart, width) => {
        const plot = plotOf(chart, width);
        expect(plot?.rows.length ?? 12).toBe(12);
        for (const row of plot?.rows ?? [])
          expect(stringWidth(row)).toBeLessThanOrEqual(Math.min(60, width));
        // oxlint-disable-next-line no-control-regex -- none of these may be in it
        expect(shown(chart, width)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/);
      }),
      { numRuns: 300 },
    );
  });
});
