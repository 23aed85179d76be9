import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Jid } from '#jid';
import { ACCOUNT_STORE, type AccountStore, CLOCK, type Clock, LOGOUT_STORE, type LogoutStore } from '#ports';
import { type Session, SessionEvents, SessionRegistry } from '#sessions';
import { Element, NS } from '#xml';
import { PresenceAccess } from '../presence-access/presence-access.js';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { Refusals } from '../router/refusals.js';

/** XEP-0012: how long the server has been up, and how long ago an account was left by its last resource. */
@Injectable()
export class LastActivity implements OnModuleInit {
  readonly #logger = new Logger('LastActivity');
  readonly #startedAt: number;
  /** Logouts of this turn, and those that are being written: bare JID and ms since the epoch. */
  #batch = new Map<string, number>();
  #writing = new Map<string, number>();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGOUT_STORE) private readonly logouts: LogoutStore,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
    private readonly access: PresenceAccess,
    private readonly hooks: DeliveryHooks,
    private readonly refusals: Refusals,
  ) {
    this.#startedAt = clock.monotonic();
  }

  onModuleInit(): void {
    this.hooks.gates.push((sender, stanza, kind, to) => kind === 'iq' && this.#stops(sender, stanza, to));
    this.events.on('session-ended', ({ session: { bareJid } }) => {
      if (this.registry.ofUser(bareJid).length > 0) return;
      if (this.#batch.size === 0) setImmediate(() => void this.#write());
      this.#batch.set(bareJid, this.clock.now());
    });
  }

  /** §5: an always-on service tells its uptime. */
  @IqHandler(NS.lastActivity, 'get', { targets: ['server'] })
  uptime(): IqAnswer {
    return [answer(this.clock.monotonic() - this.#startedAt)];
  }

  /** §3: a session that sleeps is still there for everybody, so its account has not been left. */
  @IqHandler(NS.lastActivity, 'get', { targets: ['own-account', 'other-account'] })
  async idle(_payload: Element, { session, to }: IqContext): Promise<IqAnswer> {
    if (!(await this.access.allows(session.bareJid, to))) return { condition: 'forbidden' };
    if (this.registry.ofUser(to).length > 0) return [answer(0)];
    const left = await this.#lastSeen(to);
    return left === undefined ? { condition: 'item-not-found' } : [answer(this.clock.now() - left)];
  }

  /**
   * §4: a resource is asked only by who may see its presence. Where that would have to be read first nobody is there who
   * has shown any.
   */
  #stops(sender: Session, iq: Element, to: Jid): boolean {
    if (to.resource === null || to.bare === sender.bareJid || iq.attrs['type'] !== 'get') return false;
    if (iq.getChild('query', NS.lastActivity) === undefined) return false;
    if (this.access.subscribed(sender.bareJid, to.bare) === true) return false;
    this.refusals.send(sender, iq, 'iq', 'forbidden');
    return true;
  }

  /** A process that died recorded no logout; the login before it is the last that is known. */
  async #lastSeen(bareJid: string): Promise<number | undefined> {
    const fresh = this.#batch.get(bareJid) ?? this.#writing.get(bareJid);
    if (fresh !== undefined) return fresh;
    const [logout, account] = await Promise.all([this.logouts.find(bareJid), this.accounts.find(bareJid)]);
    const known = [logout, account?.lastLoginAt].filter((at) => typeof at === 'number');
    return known.length === 0 ? undefined : Math.max(...known);
  }

  async #write(): Promise<void> {
    const batch = this.#batch;
    this.#batch = new Map();
    this.#writing = new Map([...this.#writing, ...batch]);
    try {
      await this.logouts.record([...batch].map(([bareJid, at]) => ({ bareJid, at })));
    } catch (error) {
      this.#logger.error(`${batch.size} logouts could not be recorded: ${String(error)}`);
    }
    for (const [bareJid, at] of batch) if (this.#writing.get(bareJid) === at) this.#writing.delete(bareJid);
  }
}

function answer(ms: number): Element {
  // A clock that was set back must not tell of the future.
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return new Element('query', { xmlns: NS.lastActivity, seconds });
}
