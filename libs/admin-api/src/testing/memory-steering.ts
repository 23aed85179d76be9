import type { QueuedStanzaView, QueuePage } from '#contracts';
import type { Refused, SessionSteering } from '#ports';
import type { MemorySessions } from './memory-sessions.js';
import type { MemoryOldSessions } from './memory-stores.js';

/** Writes down what was asked to be done to the sessions of a test; each queue holds what the test puts there. */
export class MemorySteering implements SessionSteering {
  readonly queues = new Map<string, QueuedStanzaView[]>();

  constructor(
    private readonly sessions: MemorySessions,
    private readonly old: MemoryOldSessions,
  ) {}

  async requestAck(id: string, by: string, reason: string, waitMs: number) {
    const refused = this.refused(id, 'connected');
    if (refused !== undefined) return refused;
    this.sessions.done.push(`request-ack ${id} by ${by}: ${reason}, waits ${waitMs}`);
    return { rtt: waitMs > 0 ? 12 : null, unacked: 3 };
  }

  async disconnect(id: string, by: string, reason: string): Promise<Refused | 'done'> {
    const refused = this.refused(id, 'connected');
    if (refused !== undefined) return refused;
    this.sessions.done.push(`disconnect ${id} by ${by}: ${reason}`);
    this.sessions.put(id, { state: 'hibernating' });
    return 'done';
  }

  async extend(id: string, by: string, reason: string, ms: number, beyondLimit: boolean) {
    const refused = this.refused(id, 'hibernating');
    if (refused !== undefined) return refused;
    this.sessions.done.push(`extend ${id} by ${by}: ${reason}, ${ms}${beyondLimit ? ' beyond' : ''}`);
    return { deadline: ms, capped: !beyondLimit };
  }

  async forgetOld(sessionId: string): Promise<boolean> {
    return this.old.forget(sessionId);
  }

  async forgetOldOf(bareJid: string): Promise<number> {
    return this.old.forgetUser(bareJid);
  }

  queue(id: string, after = 0, limit = 50): QueuePage | undefined {
    if (this.sessions.find(id) === undefined) return undefined;
    const all = this.queues.get(id) ?? [];
    const items = all.filter(({ n }) => n > after).slice(0, limit);
    return { items: items.map(({ xml: _xml, ...item }) => item), next: null, total: all.length };
  }

  stanza(id: string, n: number): QueuedStanzaView | undefined {
    return this.queues.get(id)?.find((item) => item.n === n);
  }

  private refused(id: string, needed: 'connected' | 'hibernating'): Refused | undefined {
    const view = this.sessions.find(id);
    return view === undefined ? 'not-found' : view.state === needed ? undefined : 'wrong-state';
  }
}
