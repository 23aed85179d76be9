import { SpanKind } from '@opentelemetry/api';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import type { SpanRef } from './session-ref.js';
import { tracing } from './tracing.js';

interface Timed {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** The system's code (`ENOSPC`, `SQLITE_BUSY`) where it failed. Failures are always recorded; the rest as the caller drew. */
  readonly failure?: string | undefined;
}

export interface JournalBatch extends Timed {
  readonly entries: number;
  readonly bytes: number;
  /** Whether its outputs wait for the disk's confirmation. */
  readonly fsync: boolean;
}

/** One turn's entries were given to the session journal. */
export function recordJournalBatch(batch: JournalBatch): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  const { startedAt, endedAt, failure } = batch;
  return emit({
    name: spanNames.journalBatch,
    kind: SpanKind.INTERNAL,
    startedAt,
    endedAt,
    failure,
    attributes: {
      [a.journalEntries]: batch.entries,
      [a.journalBytes]: batch.bytes,
      [a.journalFsync]: batch.fsync,
    },
  });
}

export interface DatabaseBatch extends Timed {
  /** As the conventions name the system. */
  readonly system: string;
  /** `INSERT`, `UPDATE`, `DELETE`. */
  readonly operation: string;
  /** The table; undefined where the statement names none. */
  readonly collection?: string | undefined;
  /** Rows that travelled together; told only where they are several, as the conventions have it. */
  readonly size?: number | undefined;
}

/** One statement that writes was run. Never its text or its values. */
export function recordDatabaseBatch(batch: DatabaseBatch): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  const { startedAt, endedAt, failure, operation, size = 0 } = batch;
  return emit({
    name: spanNames.databasePrefix + operation.toLowerCase(),
    kind: SpanKind.CLIENT,
    startedAt,
    endedAt,
    failure,
    attributes: {
      [a.dbSystem]: batch.system,
      [a.dbOperation]: operation,
      [a.dbCollection]: batch.collection,
      [a.dbBatchSize]: size > 1 ? size : undefined,
    },
  });
}
