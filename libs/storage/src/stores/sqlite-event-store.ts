import type { DataSource } from 'typeorm';
import type { EventKind, EventView } from '#contracts';
import type { EventPageQuery, EventStore } from '#ports';
import { decodeCursor, encodeCursor } from '../cursor.js';
import type { Schedule } from '../login-log.js';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import * as sql from './event-statements.js';

/** Events that may wait to be written: five minutes of a busy server whose disk does not answer. */
export const EVENT_BUFFER = 20_000;
/** Rows of one statement: others wait for it. */
const SLICE = 1000;

interface EventRow {
  seq: number;
  at: number;
  kind: EventKind;
  bare_jid: string | null;
  session_id: string | null;
  resource: string | null;
  reason: string | null;
  detail: string | null;
  trace_id: string | null;
}

export class SqliteEventStore implements EventStore {
  #waiting: EventView[] = [];
  #dropped = 0;
  #cancel: (() => void) | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
    private readonly schedule: Schedule,
    private readonly onError: (error: unknown) => void,
  ) {}

  record(event: EventView): void {
    if (this.#waiting.length >= EVENT_BUFFER) this.#dropped++;
    else this.#waiting.push(event);
    this.#arm();
  }

  async lastSeq(): Promise<number> {
    const [row] = await rows<{ seq: number | null }>(this.dataSource, sql.lastEvent);
    return row?.seq ?? 0;
  }

  async list({ after, limit, ...selection }: EventPageQuery) {
    const [at, seq] =
      after === undefined
        ? [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
        : (decodeCursor(after, ['number', 'number']) as [number, number]);
    // A disk that takes nothing must not keep an operator from reading why.
    await this.flush().catch(() => undefined);
    const { sql: text, parameters } = sql.listEvents(selection, { at, seq }, limit + 1);
    const found = await rows<EventRow>(this.dataSource, text, parameters);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(eventOf),
      next: last && found.length > page.length ? encodeCursor([last.at, last.seq]) : null,
    };
  }

  async prune(before: number, keep: number): Promise<number> {
    let gone = 0;
    for (let deleted = SLICE; deleted === SLICE; gone += deleted) {
      deleted = await this.#change(sql.pruneOldEvents, [before, SLICE]);
    }
    const [count] = await rows<{ total: number }>(this.dataSource, sql.countEvents);
    for (let excess = (count?.total ?? 0) - keep; excess > 0; excess -= SLICE) {
      gone += await this.#change(sql.pruneOldestEvents, [Math.min(excess, SLICE)]);
    }
    return gone;
  }

  flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    return this.writes.run(async () => {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, SLICE);
        await change(this.dataSource, sql.insertEvents, [JSON.stringify(batch.map(rowOf))]);
        this.#waiting = this.#waiting.slice(batch.length);
      }
    });
  }

  status() {
    return { waiting: this.#waiting.length, dropped: this.#dropped };
  }

  #change(statement: string, parameters: readonly unknown[]): Promise<number> {
    return this.writes.run(() => change(this.dataSource, statement, parameters));
  }

  #arm(): void {
    this.#cancel ??= this.schedule(() => {
      this.flush().catch((error: unknown) => {
        this.onError(error);
        this.#arm();
      });
    });
  }
}

function rowOf({ seq, at, kind, user, sessionId, resource, reason, detail, traceId }: EventView) {
  return [seq, at, kind, user, sessionId, resource, reason, detail, traceId];
}

function eventOf(row: EventRow): EventView {
  const { seq, at, kind, bare_jid: user, session_id: sessionId, resource, reason, detail } = row;
  return { seq, at, kind, user, sessionId, resource, reason, detail, traceId: row.trace_id };
}
