import { defineConfig } from 'vitest/config';

/** Servers that are killed, on a machine to themselves (`npm run test:crash`): one file at a time. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.spec.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
