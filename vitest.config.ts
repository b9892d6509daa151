import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/house/build.ts"],
    reporters: ["default", "./test/house/plain-summary.ts"],
  },
});
