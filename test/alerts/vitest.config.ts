import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** Alert rules against real servers in trouble, judged by Prometheus' own tool (`npm run test:alerts`). */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/alerts/**/*.spec.ts'], fileParallelism: false },
});
