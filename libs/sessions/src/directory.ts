import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import type { EventView, Overview, SessionFilter, SessionView } from '#contracts';
import { CLOCK, type Clock, JOURNAL, type JournalPort, type SessionDirectory } from '#ports';
import { Counters } from '#telemetry';
import { EventLog } from './event-log.js';
import { journalViewOf } from './journal-view.js';
import { LoopDelay, type LoopDelayFigures } from './loop-delay.js';
import { OldSessions } from './old-sessions.js';
import type { Session } from './session.js';
import { SessionCensus } from './session-census.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { stateOf, viewOf } from './session-view.js';
import { VERSION } from './version.js';

/** The read side for the admin API: views, never the live objects. */
@Injectable()
export class Directory implements SessionDirectory, OnModuleDestroy {
  readonly #loopDelay = new LoopDelay();
  readonly #changed = new Set<(id: string) => void>();
  readonly #startedAt: number;

  constructor(
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(CLOCK) clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly census: SessionCensus,
    private readonly log: EventLog,
    private readonly oldSessions: OldSessions,
    private readonly counters: Counters,
    @Inject(JOURNAL) private readonly journal: JournalPort,
    events: SessionEvents,
  ) {
    this.#startedAt = clock.now();
    const tell = ({ session }: { session: Session }) => {
      for (const listener of this.#changed) listener(session.id);
    };
    events.on('session-opened', tell);
    events.on('session-changed', tell);
    events.on('session-ended', tell);
  }

  onModuleDestroy(): void {
    this.#loopDelay.stop();
  }

  find(id: string): SessionView | undefined {
    const session = this.registry.find(id);
    return session === undefined || session.state.phase === 'ended' ? undefined : viewOf(session);
  }

  list(query: SessionFilter & { after?: string; limit: number }) {
    const wanted = filterOf(query);
    const items: SessionView[] = [];
    let next: string | null = null;
    for (const session of this.registry.from(query.after)) {
      if (wanted !== undefined && !wanted(session)) continue;
      if (items.length === query.limit) {
        next = items.at(-1)?.id ?? null;
        break;
      }
      items.push(viewOf(session));
    }
    return { items, next, total: this.#total(query, wanted) };
  }

  overview(): Overview {
    const { counters, census } = this;
    const queue = census.queue;
    return {
      version: VERSION,
      domain: this.server.domain,
      startedAt: this.#startedAt,
      connected: census.states.connected,
      hibernating: census.states.hibernating,
      oldSessions: this.oldSessions.count,
      queuedStanzas: queue.stanzas,
      queuedBytes: queue.bytes,
      resumes: counters.resumes,
      resumeFailures: counters.resumeFailures,
      expiries: counters.expiries,
      evictions: counters.evictions,
      stanzasIn: counters.stanzasIn,
      stanzasOut: counters.stanzasOut,
      loopDelayP99: this.#loopDelay.figures().p99,
      rssBytes: process.memoryUsage.rss(),
      journal: journalViewOf(this.journal.status()),
    };
  }

  /** Ended sessions whose h is kept. */
  get keptOldSessions(): number {
    return this.oldSessions.count;
  }

  /** How late the event loop has been in the last 15 to 30 s, ms. */
  loopDelay(): LoopDelayFigures {
    return this.#loopDelay.figures();
  }

  recentEvents(limit: number): EventView[] {
    return this.log.recent(limit);
  }

  onChange(listener: (id: string) => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onEvent(listener: (event: EventView) => void): () => void {
    return this.log.onEvent(listener);
  }

  /** Known without a walk where the filter is none or only a state; a substring has to look at every session. */
  #total(filter: SessionFilter, wanted: ((session: Session) => boolean) | undefined): number {
    if (wanted === undefined) return this.registry.size;
    if (filter.user === undefined && !filter.backlog && filter.state !== undefined)
      return this.census.states[filter.state];
    let total = 0;
    for (const session of this.registry.all()) if (wanted(session)) total++;
    return total;
  }
}

function filterOf({ state, user, backlog }: SessionFilter): ((session: Session) => boolean) | undefined {
  const text = user?.trim().toLowerCase();
  if (state === undefined && !text && !backlog) return undefined;
  return (session) =>
    (state === undefined || stateOf(session) === state) &&
    (!text || session.bareJid.includes(text)) &&
    (!backlog || (session.sm?.outbound.length ?? 0) > 0);
}
