import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorStatus, plainSpan, recordSpans, T } from '../../../test/support/recorded-spans.js';
import { recordDatabaseBatch, recordJournalBatch, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  tracing.enabled = false;
  await recorded.stop();
});

const times = { startedAt: T, endedAt: T + 4 };

describe('batches', () => {
  it('of the journal tell their size, and what the disk said', () => {
    recordJournalBatch({ ...times, entries: 12, bytes: 4096, fsync: true });
    recordJournalBatch({ ...times, entries: 1, bytes: 80, fsync: false, failure: 'ENOSPC' });
    const batch = { ...plainSpan, name: 'xmpp.journal.batch', kind: SpanKind.INTERNAL, times: [T, T + 4] };
    expect(recorded.spans()).toEqual([
      {
        ...batch,
        attributes: { 'xmpp.journal.entries': 12, 'xmpp.journal.bytes': 4096, 'xmpp.journal.fsync': true },
      },
      {
        ...batch,
        status: errorStatus,
        attributes: {
          'xmpp.journal.entries': 1,
          'xmpp.journal.bytes': 80,
          'xmpp.journal.fsync': false,
          'error.type': 'ENOSPC',
        },
      },
    ]);
  });

  it('of the database are client spans of the conventions; one row is no batch', () => {
    const insert = { ...times, system: 'sqlite', operation: 'INSERT', collection: 'offline_stanza' };
    recordDatabaseBatch({ ...insert, size: 7 });
    recordDatabaseBatch({ ...insert, size: 1, failure: 'SQLITE_FULL' });
    const attributes = {
      'db.system.name': 'sqlite',
      'db.operation.name': 'INSERT',
      'db.collection.name': 'offline_stanza',
    };
    const span = { ...plainSpan, name: 'db.insert', kind: SpanKind.CLIENT, times: [T, T + 4] };
    expect(recorded.spans()).toEqual([
      { ...span, attributes: { ...attributes, 'db.operation.batch.size': 7 } },
      { ...span, status: errorStatus, attributes: { ...attributes, 'error.type': 'SQLITE_FULL' } },
    ]);
  });
});
