import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import type {
  EventView,
  Overview,
  Page,
  SessionCondition,
  SessionDetail,
  SessionListQuery,
  SessionView,
} from '#contracts';
import {
  CLOCK,
  type Clock,
  JOURNAL,
  type JournalPort,
  type SessionDirectory,
  type SessionStory,
} from '#ports';
import { Counters } from '#telemetry';
import { AckLatency } from './ack-latency.js';
import { EventLog } from './event-log.js';
import { journalViewOf } from './journal-view.js';
import { LoopDelay, type LoopDelayFigures } from './loop-delay.js';
import { OldSessions } from './old-sessions.js';
import type { Session } from './session.js';
import { SessionCensus } from './session-census.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SessionSearch } from './session-search.js';
import { SessionTrace } from './session-trace.js';
import { detailOf, viewOf } from './session-view.js';
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
    private readonly search: SessionSearch,
    private readonly log: EventLog,
    private readonly oldSessions: OldSessions,
    private readonly counters: Counters,
    private readonly ackLatency: AckLatency,
    private readonly trace: SessionTrace,
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

  detail(id: string): SessionDetail | undefined {
    const session = this.registry.find(id);
    return session === undefined || session.state.phase === 'ended' ? undefined : detailOf(session);
  }

  story(id: string): SessionStory | undefined {
    const session = this.registry.find(id);
    return session && { session: this.trace.ref(session), span: session.span };
  }

  list(query: SessionListQuery): Promise<Page<SessionView>> {
    return this.search.list(query);
  }

  first(limit: number): SessionView[] {
    return this.search.first(limit);
  }

  scan(filter: readonly SessionCondition[], visit: (view: SessionView) => false | undefined): Promise<void> {
    return this.search.scan(filter, visit);
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
      oldestUnackedAt: census.oldestUnackedAt,
      ackLatency: this.ackLatency.figures(),
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
}
