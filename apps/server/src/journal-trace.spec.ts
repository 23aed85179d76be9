import { afterEach, beforeEach, expect, it } from 'vitest';
import { setSamplingRatios, tracing } from '#telemetry';
import { errorStatus, recordSpans, T } from '../../../test/support/recorded-spans.js';
import { appendTeller } from './journal-trace.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});
afterEach(async () => {
  tracing.enabled = false;
  setSamplingRatios({});
  await recorded.stop();
});

const told = appendTeller(true, () => T);

it('an append is a span from when it began; a heartbeat is none', () => {
  told(2000, 3, 512, undefined);
  told(2000, 0, 40, undefined);
  expect(recorded.spans()).toMatchObject([
    {
      name: 'xmpp.journal.batch',
      times: [T - 2, T],
      attributes: { 'xmpp.journal.entries': 3, 'xmpp.journal.bytes': 512, 'xmpp.journal.fsync': true },
    },
  ]);
});

it('an append that failed is told whatever the ratio says', () => {
  setSamplingRatios({ storage: 0 });
  told(2000, 3, 512, undefined);
  told(2000, 0, 40, Object.assign(new Error('no space'), { code: 'ENOSPC' }));
  expect(recorded.spans()).toMatchObject([{ status: errorStatus, attributes: { 'error.type': 'ENOSPC' } }]);
});

it('nothing is told while tracing is off', () => {
  tracing.enabled = false;
  told(2000, 3, 512, new Error('no space'));
  expect(recorded.tracersAsked()).toBe(0);
});
