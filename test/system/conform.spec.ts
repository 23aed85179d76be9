import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONVERSATIONS } from '../conform/conversations/index.js';
import type { Outcome } from '../conform/outcome.js';
import { OwnStagehand } from '../conform/own-stagehand.js';
import { holdAll } from '../conform/runner.js';
import type { Transport } from '../conform/venue.js';

const TRANSPORTS = ['tcp', 'ws'] as const satisfies readonly Transport[];
const LIMIT = 120_000;

const stagehand = new OwnStagehand();
const outcomes = new Map<string, Promise<Outcome>>();
const keyOf = (index: number, transport: Transport) => `${index} ${transport}`;
let suite: Promise<unknown> = Promise.resolve();

beforeAll(() => {
  const settle = new Map<string, (outcome: Outcome) => void>();
  for (const transport of TRANSPORTS)
    CONVERSATIONS.forEach((_, index) => {
      const key = keyOf(index, transport);
      outcomes.set(key, new Promise((resolve) => settle.set(key, resolve)));
    });
  suite = holdAll('Dormouse', CONVERSATIONS, TRANSPORTS, stagehand, {
    told: ({ conversation, transport, outcome }) =>
      settle.get(keyOf(CONVERSATIONS.indexOf(conversation), transport))?.(outcome),
  });
});

afterAll(async () => {
  await suite;
  await stagehand.close();
});

const titles = CONVERSATIONS.map(({ rule, about, clause: { level, section } }, index): [string, number] => [
  `${rule} (${`${level} ${section}`.trim()}): ${about}`,
  index,
]);

describe.each(TRANSPORTS)('conformance over %s', (transport) => {
  it.each(titles)(
    '%s',
    async (_title, index) => {
      // Whoever cannot even be reached rejects, and says why.
      const outcome = await Promise.race([
        outcomes.get(keyOf(index, transport)),
        suite.then(() => undefined),
      ]);
      const wire = [outcome?.reason, ...(outcome?.excerpt ?? [])].join('\n');
      expect(outcome?.verdict, wire).toBe('kept');
    },
    LIMIT,
  );
});
