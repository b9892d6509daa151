import { PassThrough } from "node:stream";

import { expect, test } from "vitest";

import { createLog } from "../../adapters/log.ts";

test("a line says what, its reference and where it arose, and no words of a conversation", () => {
  const output = new PassThrough();
  const cause = new TypeError("cannot read “our secret project”");
  createLog(
    output,
    () => "2026-11-24T12:00:00Z",
  )({
    level: "error",
    message: "An event could\nnot be handled.",
    reference: "1yuempv",
    cause,
  });
  const line = String(output.read());
  expect(line).toMatch(
    /^2026-11-24T12:00:00Z error An event could not be handled\. \(reference 1yuempv\) \[TypeError at .+log\.test\.ts.+\]\n$/,
  );
  expect(line).not.toContain("secret");
});
