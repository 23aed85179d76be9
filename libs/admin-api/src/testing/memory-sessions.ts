import {
  compileFilter,
  type EventView,
  type JournalView,
  type Overview,
  type Page,
  pageFrom,
  type SessionCondition,
  type SessionDetail,
  type SessionListQuery,
  type SessionView,
  sessionListing,
} from '#contracts';
import type { ActionOutcome, SessionActions, SessionDirectory, SessionStory } from '#ports';

/** Sessions as the API sees them: views that a test sets, and what was asked to be done to them. */
export class MemorySessions implements SessionDirectory, SessionActions {
  readonly views = new Map<string, SessionView>();
  readonly events: EventView[] = [];
  readonly done: string[] = [];
  readonly domain = 'localhost';
  journal: JournalView | null = null;
  private readonly changeListeners = new Set<(id: string) => void>();
  private readonly eventListeners = new Set<(event: EventView) => void>();

  get listenerCount(): number {
    return this.changeListeners.size + this.eventListeners.size;
  }

  put(id: string, view: Partial<SessionView> = {}): void {
    this.views.set(id, { ...connected(id), ...this.views.get(id), ...view });
    for (const listener of this.changeListeners) listener(id);
  }

  drop(id: string): void {
    this.views.delete(id);
    for (const listener of this.changeListeners) listener(id);
  }

  happen(kind: EventView['kind'], about: Partial<EventView> = {}): void {
    const whose = { user: null, sessionId: null, resource: null };
    const empty = { reason: null, detail: null, traceId: null };
    const event = { seq: this.events.length + 1, at: 0, kind, ...whose, ...empty, ...about };
    this.events.push(event);
    for (const listener of this.eventListeners) listener(event);
  }

  story(id: string): SessionStory | undefined {
    const traceId = this.views.get(id)?.traceId;
    const span = traceId == null ? undefined : { traceId, spanId: 'c'.repeat(16) };
    return this.views.has(id) ? { session: { id, userHash: 'hash' }, span } : undefined;
  }

  find(id: string): SessionView | undefined {
    return this.views.get(id);
  }

  detail(id: string): SessionDetail | undefined {
    const view = this.views.get(id);
    return view && { ...view, inactive: false, roundTrips: [] };
  }

  async list(query: SessionListQuery): Promise<Page<SessionView>> {
    return pageFrom(sessionListing, this.views.values(), query, 0);
  }

  first(limit: number): SessionView[] {
    return this.byId().slice(0, limit);
  }

  async scan(
    filter: readonly SessionCondition[],
    visit: (view: SessionView) => false | undefined,
  ): Promise<void> {
    const passes = compileFilter(filter);
    for (const view of this.byId()) if (passes(view, 0) && visit(view) === false) return;
  }

  private byId(): SessionView[] {
    return [...this.views.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  overview(): Overview {
    const count = (state: string) => [...this.views.values()].filter((view) => view.state === state).length;
    const totals = {
      oldSessions: 0,
      queuedStanzas: 0,
      queuedBytes: 0,
      resumes: 0,
      resumeFailures: 0,
      expiries: 0,
    };
    const rates = { evictions: 0, stanzasIn: 0, stanzasOut: 0, loopDelayP99: 0, rssBytes: 1 };
    const states = { connected: count('connected'), hibernating: count('hibernating') };
    return {
      version: '0.0.0',
      domain: this.domain,
      startedAt: 0,
      ...states,
      ...totals,
      oldestUnackedAt: null,
      ackLatency: null,
      ...rates,
      journal: this.journal,
    };
  }

  recentEvents(limit: number): EventView[] {
    return this.events.slice(-limit);
  }

  onChange(listener: (id: string) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  onEvent(listener: (event: EventView) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  async expire(id: string, by: string, reason: string): Promise<ActionOutcome> {
    if (this.views.get(id)?.state === 'connected') return 'wrong-state';
    return this.end(id, `expire ${id} by ${by}: ${reason}`);
  }

  async kill(id: string, by: string, reason: string): Promise<ActionOutcome> {
    return this.end(id, `kill ${id} by ${by}: ${reason}`);
  }

  async endAllOf(bareJid: string, by: string, reason: string): Promise<number> {
    const theirs = [...this.views.values()].filter(({ user }) => user === bareJid);
    for (const { id } of theirs) this.end(id, `end ${id} by ${by}: ${reason}`);
    return theirs.length;
  }

  private end(id: string, line: string): ActionOutcome {
    if (!this.views.has(id)) return 'not-found';
    this.done.push(line);
    this.drop(id);
    return 'done';
  }
}

function connected(id: string): SessionView {
  const sm = { streamManagement: true, resumable: true, unacked: 0, queueBytes: 0, queueLimit: 2000 };
  const presence = { available: true, priority: 0 };
  const counters = {
    hIn: 0,
    hOut: 0,
    resumes: 0,
    lastResumeFailure: null,
    ackRtt: null,
    traceId: null,
    ...presence,
  };
  const peer = { transport: 'tls' as const, tls: 'TLSv1.3', address: '127.0.0.1', since: 0 };
  const sleep = { hibernatingSince: null, hibernationReason: null, deadline: null };
  return {
    id,
    user: 'romeo@localhost',
    resource: 'r',
    state: 'connected',
    ...sm,
    ...counters,
    ...peer,
    ...sleep,
  };
}

export const aSession = (given: Partial<SessionView> & { id: string }): SessionView => ({
  ...connected(given.id),
  ...given,
});
