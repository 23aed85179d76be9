import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import {
  ConfigurationChanges,
  type RegistrationConfig,
  registrationNamespace,
  type ServerConfig,
  serverNamespace,
} from '#config';
import { prepareLocal } from '#jid';
import { ACCOUNT_STORE, type AccountStore, CLOCK, type Clock } from '#ports';
import { deriveKeys, type ScramKeys, UnusablePassword } from '#sasl';
import { StreamFeatures } from '#sessions';
import { errorReply, iqResult, type StanzaCondition } from '#stanza';
import { Element, NS } from '#xml';
import { RegistrationLimit } from './registration-limit.js';

/** What became of a request, as the stanza to answer with. */
export interface RegistrationStep {
  readonly answer: Element | undefined;
  readonly registered: boolean;
}

/** In-band registration by strangers (XEP-0077 §3.1), where it is switched on. */
@Injectable()
export class RegistrationDesk implements OnModuleInit {
  readonly #logger = new Logger('Registration');
  readonly #limit: RegistrationLimit;

  constructor(
    @Inject(registrationNamespace.KEY) private readonly registration: RegistrationConfig,
    @Inject(serverNamespace.KEY) private readonly server: ServerConfig,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(CLOCK) clock: Clock,
    private readonly features: StreamFeatures,
    private readonly changes: ConfigurationChanges,
  ) {
    this.#limit = new RegistrationLimit(() => registration.perHour, clock);
  }

  onModuleInit(): void {
    this.#announce();
    this.changes.on('registration', () => this.#announce());
  }

  /** Told to streams that open from now on. */
  #announce(): void {
    const feature = `<register xmlns='${NS.registerFeature}'/>`;
    this.features.withdraw('before-authentication', feature);
    if (this.registration.open) this.features.offer('before-authentication', feature);
  }

  /** Whether the stanza is a request that is to be answered although nobody has authenticated, be it with a no (§3.1). */
  takes(stanza: Element): boolean {
    return (
      stanza.name === 'iq' &&
      (stanza.attrs['type'] === 'get' || stanza.attrs['type'] === 'set') &&
      stanza.getChild('query', NS.register) !== undefined
    );
  }

  /** @param again somebody has registered on this stream already: one is enough (§3.1.1) */
  async receive(iq: Element, address: string, again: boolean): Promise<RegistrationStep> {
    if (!this.registration.open)
      return refuse(iq, 'service-unavailable', 'accounts are made by the operator');
    const query = iq.getChild('query', NS.register) as Element;
    if (iq.attrs['type'] === 'get') return { answer: iqResult(iq, form()), registered: false };
    if (again) return refuse(iq, 'not-acceptable', 'this stream has registered an account');
    const local = prepareLocal((query.getChildText('username') ?? '').trim());
    const password = query.getChildText('password') ?? '';
    if (local === undefined || password === '')
      return refuse(iq, 'not-acceptable', 'a user name and a password are needed');
    if (!this.#limit.allows(address))
      return refuse(iq, 'resource-constraint', 'too many registrations from this address, try again later');
    let keys: ScramKeys;
    try {
      keys = await deriveKeys(password);
    } catch (error) {
      if (error instanceof UnusablePassword) return refuse(iq, 'not-acceptable', error.message);
      throw error;
    }
    const bareJid = `${local}@${this.server.domain}`;
    const { existing } = await this.accounts.add([{ bareJid, keys }]);
    if (existing.length > 0) return refuse(iq, 'conflict', 'the name is taken');
    this.#logger.log(`account-registered user=${bareJid} address=${address}`);
    return { answer: iqResult(iq), registered: true };
  }
}

function form(): Element {
  const query = new Element('query', { xmlns: NS.register });
  query.c('instructions').t('Choose a user name and a password.');
  query.c('username');
  query.c('password');
  return query;
}

const refuse = (iq: Element, condition: StanzaCondition, text: string): RegistrationStep => ({
  answer: errorReply(iq, condition, { text }),
  registered: false,
});
