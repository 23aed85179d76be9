import { defineConfig } from 'vitest/config';
import { WaitingFirst } from './test/support/waiting-first.js';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: [
      'libs/**/*.spec.ts',
      'apps/**/*.spec.ts',
      'dashboard/src/**/*.spec.{ts,tsx}',
      'test/system/**/*.spec.ts',
      'test/soak/**/*.spec.mjs',
      'test/simulate/**/*.spec.mjs',
      'test/bench/**/*.spec.mjs',
    ],
    // Patience with a busy machine; no test asserts how long anything takes.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ['dashboard/src/testing/patience.ts'],
    hookTimeout: 120_000,
    // Twice as many as the cores of a small machine: a system spec waits for its server, its clients and its deadlines half of its time.
    maxWorkers: 4,
    sequence: { sequencer: WaitingFirst },
    // A quarter of the time went into loading the same libraries for each of some four hundred files. A spec that mocks a module loads
    // what it tests anew (`vi.resetModules`), before and after.
    isolate: false,
  },
});
