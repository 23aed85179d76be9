import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The dashboard in Debian's Chromium against a real server (`npm run test:browser`): two files at a time, each with a server and a browser of its own. */
export default defineConfig({
  ...base,
  test: { ...base.test, maxWorkers: 2, include: ['test/browser/**/*.spec.ts'] },
});
