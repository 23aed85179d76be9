import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Clients written by others against a real server (`npm run test:interop`), two files at a time: they mostly wait. */
export default defineConfig({
  ...base,
  test: { ...base.test, maxWorkers: 2, include: ['test/interop/**/*.spec.ts'] },
});
