import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Clients written by others against a real server (`npm run test:interop`): one file at a time, each has the machine to itself. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/interop/**/*.spec.ts'], fileParallelism: false },
});
