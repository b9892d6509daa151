import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Compiles once before the tests, so that tests of whole processes never compile side by side. */
export function setup(): void {
  const launcher = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
  execFileSync(process.execPath, [launcher, "--build-only"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
