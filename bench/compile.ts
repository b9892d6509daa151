import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Compiles one program of a folder, with all it imports, as it runs in earnest.
 *
 * @returns the path of the compiled program
 * @throws when it does not compile
 */
export function compileProgram(folder: string, program: string): string {
  const out = join(root, "node_modules", ".cache", `tuning-fork-${folder}`);
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const project = join(root, folder, "tsconfig.json");
  const { status } = spawnSync(process.execPath, [compiler, "-p", project, "--outDir", out], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error(`${folder}/${program}.ts does not compile.`);
  return join(out, folder, `${program}.js`);
}
