import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/house/build.ts", "test/stores/postgres-setup.ts"],
    // Many start real processes, on machines that may be busy with something else.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ["default", "./test/house/plain-summary.ts"],
  },
});
