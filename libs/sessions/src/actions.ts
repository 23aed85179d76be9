import { Injectable } from '@nestjs/common';
import type { LimitChange, LimitName, UserLimits as UserLimitsView } from '#contracts';
import type { ActionOutcome, SessionActions, UserLimitsPort } from '#ports';
import { Delivery } from './delivery.js';
import { Hibernation } from './hibernation.js';
import { OldSessions } from './old-sessions.js';
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
    return { user: bareJid, limits: this.limits.view(bareJid, current) };
  }

  async set(bareJid: string, name: LimitName, value: number | null, by: string): Promise<LimitChange> {
    await this.limits.set(bareJid, name, value, by);
    return this.#apply(bareJid);
  }

  async clear(bareJid: string, name: LimitName, _by: string): Promise<LimitChange> {
    await this.limits.clear(bareJid, name);
    return this.#apply(bareJid);
  }

  forget(bareJid: string): void {
    this.limits.forget(bareJid);
    for (const session of this.registry.ofUser(bareJid)) session.limits = this.limits.of(bareJid);
  }

  /** Lowered limits act at once, oldest first. A hibernation that runs keeps its deadline: it was granted to the client. */
  async #apply(bareJid: string): Promise<LimitChange> {
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
