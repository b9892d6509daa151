import { describe, expect, test } from "vitest";

import { FINDINGS } from "../../src/knowledge/findings.ts";

const ENTRIES = Object.entries(FINDINGS).map(([id, finding]) => ({ id, ...finding }));

/** Read, but not verified: they must not come back. */
const UNVERIFIED = ["e25", "e29"];

/** Sources without a lasting public address. */
const WITHOUT_ADDRESS = ["e35"];

/** Sources that quote somebody else; people are told so. */
const SECOND_HAND = ["e06", "e07", "e15", "e24", "e32", "e52", "e53", "e54", "e56", "e62", "e65"];

describe("the findings", () => {
  test("run from e01 to e68, without the unverified ones", () => {
    const all = Array.from({ length: 68 }, (_, at) => `e${String(at + 1).padStart(2, "0")}`);
    expect(ENTRIES.map(({ id }) => id)).toEqual(all.filter((id) => !UNVERIFIED.includes(id)));
  });

  test("make no claim twice", () => {
    const claims = ENTRIES.map(({ claim }) => claim);
    expect(new Set(claims).size).toBe(claims.length);
  });

  test("have an address, or are known to have none", () => {
    expect(ENTRIES.filter(({ url }) => url === undefined).map(({ id }) => id)).toEqual(
      WITHOUT_ADDRESS,
    );
  });

  test.each(SECOND_HAND)("%s says that it was read second-hand", (id) => {
    expect(ENTRIES.find((entry) => entry.id === id)?.note).toMatch(/secondary|others/);
  });

  test.each(ENTRIES)("$id is complete", (entry) => {
    for (const words of [entry.claim, entry.finding, entry.source])
      expect(words).toMatch(/^\S.*[^\s.]$/);
    expect(entry.year).toBeGreaterThanOrEqual(2021);
    expect(entry.year).toBeLessThanOrEqual(2026);
    expect(new Set(entry.topics).size).toBe(entry.topics.length);
    expect(entry.supports.filter((approach) => entry.against?.includes(approach))).toEqual([]);
  });

  const addresses = ENTRIES.flatMap(({ id, url }) => (url === undefined ? [] : [{ id, url }]));

  test.each(addresses)("$id sends people to a page: $url", ({ url }) => {
    expect(new URL(url).protocol).toMatch(/^https?:$/);
    // Search listings and raw Markdown are no pages to send a person to.
    expect(url).not.toMatch(/\?q=|\.md$|\.txt$/);
  });

  test.each([
    ["e01", "supports", "retrieval"],
    ["e01", "against", "fine-tuning"],
    ["e21", "supports", "prompt-engineering"],
    ["e23", "supports", "both"],
    ["e26", "supports", "fine-tuning"],
    ["e26", "against", "retrieval"],
    ["e55", "against", "fine-tuning"],
  ] as const)("%s %s %s", (id, side, approach) => {
    expect(FINDINGS[id][side]).toContain(approach);
  });

  // A number may be shortened around, but never changed.
  test.each([
    ["e03", ["37%", "19%"]],
    ["e07", ["18%", "85%", "43%", "45%", "36%", "79%", "41%", "83%", "70/30"]],
    ["e08", ["10 ", "$0.20", "5.5%", "31.8%"]],
    ["e17", ["76 points"]],
    ["e22", ["10%", "20%", "35x"]],
    ["e23", ["65%", "5%"]],
    ["e26", ["62", "70", "1,000", "78", "87", "83"]],
    ["e32", ["41.4%", "97%", "$2.18"]],
    ["e33", ["2,000", "5 epochs", "800", "$8.00", "22,000", "$0.80", "$1.95"]],
    ["e34", ["7%", "34%", "27%"]],
    ["e35", ["5,081", "13.5M", "58 minutes", "$40.59", "$3.00"]],
    ["e37", ["$1.70", "$1,241", "$1,224", "$198"]],
    ["e43", ["10", "50-100"]],
    ["e58", ["90%", "80%", "1,024", "128"]],
    ["e61", ["2026-05-07", "2026-07-02", "2027-01-06"]],
    ["e62", ["2027-01-14", "gpt-6-luna"]],
    ["e63", ["2027-10-14", "2027-04-14"]],
  ] as const)("%s keeps its numbers", (id, numbers) => {
    for (const number of numbers) expect(FINDINGS[id].finding).toContain(number);
  });
});
