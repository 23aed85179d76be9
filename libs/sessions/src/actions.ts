import { Inject, Injectable } from '@nestjs/common';
import type { LimitChange, LimitName, LimitPreview, UserLimits as UserLimitsView } from '#contracts';
import {
  type ActionOutcome,
  CLOCK,
  type Clock,
  LIMIT_STORE,
  type LimitStore,
  type SessionActions,
  type UserLimitsPort,
} from '#ports';
import { Delivery } from './delivery.js';
import { Hibernation } from './hibernation.js';
import { OldSessions } from './old-sessions.js';
import { mayHoldUnder } from './queue-limits.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { UserLimits } from './user-limits.js';

/** What operators do to sessions; each goes through the session's runner and answers when it has happened. */
@Injectable()
export class Actions implements SessionActions, UserLimitsPort {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly events: SessionEvents,
    private readonly limits: UserLimits,
    private readonly hibernation: Hibernation,
    private readonly oldSessions: OldSessions,
    private readonly delivery: Delivery,
    @Inject(LIMIT_STORE) private readonly store: LimitStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async expire(id: string, by: string, reason: string): Promise<ActionOutcome> {
    const session = this.registry.find(id);
    if (session === undefined) return 'not-found';
    if (session.state.phase !== 'hibernating') return 'wrong-state';
    await this.#end(session, 'expired', by, reason);
    return 'done';
  }

  async kill(id: string, by: string, reason: string): Promise<ActionOutcome> {
    const session = this.registry.find(id);
    if (session === undefined) return 'not-found';
    await this.#end(session, 'killed', by, reason);
    return 'done';
  }

  async endAllOf(bareJid: string, by: string, reason: string): Promise<number> {
    this.events.emit('account-revoked', { bareJid });
    const sessions = [...this.registry.ofUser(bareJid)];
    await Promise.all(sessions.map((session) => this.#end(session, 'killed', by, reason)));
    return sessions.length;
  }

  async view(bareJid: string): Promise<UserLimitsView> {
    const hibernating = this.registry.ofUser(bareJid).filter((s) => s.state.phase === 'hibernating').length;
    const current = {
      smacks_max_hibernated_sessions: hibernating,
      smacks_max_old_sessions: await this.oldSessions.countOf(bareJid),
    };
    return {
      user: bareJid,
      limits: this.limits.view(bareJid, current),
      version: this.limits.version(bareJid),
    };
  }

  async set(bareJid: string, name: LimitName, value: number | null, by: string, version?: string) {
    await this.limits.set(bareJid, name, value, by, version);
    return this.apply(bareJid);
  }

  async clear(bareJid: string, name: LimitName, by: string, version?: string): Promise<LimitChange> {
    await this.limits.clear(bareJid, name, by, version);
    return this.apply(bareJid);
  }

  async preview(bareJid: string, name: LimitName, value: number | null | undefined): Promise<LimitPreview> {
    const limits = this.limits.with(bareJid, name, value);
    const { maxHibernatedSessions, maxOldSessions } = limits;
    const evicted = this.hibernation.overLimit(bareJid, maxHibernatedSessions);
    const now = this.clock.monotonic();
    const overflowing = this.registry.ofUser(bareJid).filter((session) => {
      const queue = session.sm?.outbound;
      if (queue === undefined || evicted.includes(session)) return false;
      return !mayHoldUnder(limits, session.openedMonotonic, now, queue.length, queue.bytes);
    });
    const old = maxOldSessions === null ? 0 : await this.oldSessions.countOf(bareJid);
    return {
      user: bareJid,
      name,
      value: value === undefined ? this.limits.inOptionUnit(name, limits) : value,
      evicted: evicted.map(({ id }) => id),
      overflowing: overflowing.map(({ id }) => id),
      forgotten: maxOldSessions === null ? 0 : Math.max(0, old - maxOldSessions),
    };
  }

  history(bareJid: string, query: Parameters<UserLimitsPort['history']>[1]) {
    return this.store.history(bareJid, query);
  }

  forget(bareJid: string): void {
    this.limits.forget(bareJid);
    for (const session of this.registry.ofUser(bareJid)) session.limits = this.limits.of(bareJid);
  }

  /** Lowered limits act at once, oldest first. A hibernation that runs keeps its deadline: it was granted to the client. */
  async apply(bareJid: string): Promise<LimitChange> {
    for (const session of this.registry.ofUser(bareJid)) {
      session.limits = this.limits.of(bareJid);
      this.delivery.enforce(session);
    }
    const evicted = this.hibernation.overLimit(bareJid);
    await Promise.all(evicted.map((session) => this.runner.end(session, 'evicted')));
    await this.oldSessions.trim(bareJid);
    return { limits: await this.view(bareJid), evicted: evicted.map((session) => session.id) };
  }

  async #end(session: Session, outcome: 'expired' | 'killed', by: string, reason: string): Promise<void> {
    const action = outcome === 'expired' ? 'expire' : 'kill';
    session.endNote = reason;
    this.events.emit('operator-action', { session, action, by, reason });
    await this.runner.end(session, outcome);
  }
}
