import type { Finding } from "../examination.ts";

const count = (number: number, what: string): string =>
  `${number} ${number === 1 ? "thing" : "things"} to ${what}`;

/**
 * `tuning-fork doctor`: what is well and what is not, a line each.
 *
 * @returns the exit code: 1 when something has to be mended
 */
export function doctorCommand(findings: readonly Finding[], output: NodeJS.WritableStream): number {
  for (const { verdict, of, sentence } of findings)
    output.write(`${verdict.padEnd(4)}  ${of}: ${sentence}\n`);
  const fixes = findings.filter(({ verdict }) => verdict === "fix").length;
  const looks = findings.filter(({ verdict }) => verdict === "look").length;
  const summary = [
    ...(fixes > 0 ? [count(fixes, "fix")] : []),
    ...(looks > 0 ? [count(looks, "look at")] : []),
  ].join("; ");
  output.write(`\n${summary === "" ? "All is well" : summary}.\n`);
  return fixes > 0 ? 1 : 0;
}
