import { Inject, Injectable, Logger } from '@nestjs/common';
import { parseJid, prepareLocal } from '#jid';
import { ACCOUNT_STORE, type AccountStore, SESSION_ACTIONS, type SessionActions } from '#ports';
import { deriveKeys, type ScramKeys, UnusablePassword } from '#sasl';
import { AccountEnding, OutboxTurn, type Session, SessionEvents, SessionRegistry } from '#sessions';
import { Element, NS } from '#xml';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';

/** What users do to their own accounts in-band, whether or not strangers may register (XEP-0077 §3.2, §3.3). */
@Injectable()
export class OwnRegistration {
  readonly #logger = new Logger('OwnRegistration');

  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(SESSION_ACTIONS) private readonly actions: SessionActions,
    private readonly ending: AccountEnding,
    private readonly registry: SessionRegistry,
    private readonly events: SessionEvents,
    private readonly turn: OutboxTurn,
  ) {}

  /** §3.1: what is on file; never the password, of which nothing is kept. */
  @IqHandler(NS.register, 'get', { targets: ['server', 'own-account'] })
  tell(_payload: Element, { session }: IqContext): IqAnswer {
    const query = new Element('query', { xmlns: NS.register });
    query.c('registered');
    query.c('username').t(parseJid(session.bareJid)?.local ?? '');
    query.c('password');
    return [query];
  }

  @IqHandler(NS.register, 'set', { targets: ['server', 'own-account'], advertised: false })
  change(payload: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    if (payload.getChild('remove') !== undefined) {
      if (payload.getChildElements().length > 1) return { condition: 'bad-request' };
      return this.#remove(session);
    }
    const username = payload.getChildText('username') ?? '';
    const password = payload.getChildText('password') ?? '';
    // An empty password means that the one there is stays (§3.3), which is no change.
    if (username === '' || password === '') return { condition: 'bad-request' };
    if (prepareLocal(username) !== parseJid(session.bareJid)?.local)
      return { condition: 'not-allowed', text: 'an account changes its own password' };
    return this.#changePassword(session, password);
  }

  async #changePassword(session: Session, password: string): Promise<IqAnswer> {
    let keys: ScramKeys;
    try {
      keys = await deriveKeys(password);
    } catch (error) {
      if (error instanceof UnusablePassword) return { condition: 'not-acceptable', text: error.message };
      throw error;
    }
    const { bareJid } = session;
    if (!(await this.accounts.setKeys(bareJid, keys))) return { condition: 'registration-required' };
    // Who came in with the old password has to show the new one, as after a change by an administrator; but for whom
    // that changed it.
    this.events.emit('account-revoked', { bareJid });
    const others = this.registry.ofUser(bareJid).filter((other) => other !== session);
    await Promise.all(others.map((other) => this.actions.kill(other.id, bareJid, 'password changed')));
    return [];
  }

  async #remove(session: Session): Promise<IqAnswer> {
    const { bareJid } = session;
    if (!(await this.ending.remove(bareJid))) return { condition: 'registration-required' };
    // The result has to be on its way before the connection it goes to is closed.
    setImmediate(() => {
      this.turn.run();
      this.ending
        .cleanUp(bareJid, bareJid)
        .catch((error: unknown) =>
          this.#logger.error(`what ${bareJid} left could not be removed: ${String(error)}`),
        );
    });
    return [];
  }
}
