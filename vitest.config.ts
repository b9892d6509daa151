import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/house/build.ts", "test/stores/postgres-setup.ts"],
    reporters: ["default", "./test/house/plain-summary.ts"],
  },
});
