import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The dashboard in Debian's Chromium against a real server (`npm run test:browser`): one file at a time, each has the machine to itself. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/browser/**/*.spec.ts'], fileParallelism: false },
});
