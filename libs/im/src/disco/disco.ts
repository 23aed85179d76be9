import { Injectable } from '@nestjs/common';
import { Element, NS } from '#xml';
import { ContactAddresses } from '../contact/contact-addresses.js';
import { PresenceAccess } from '../presence-access/presence-access.js';
import { type IqAnswer, type IqContext, IqHandler, type IqTarget } from '../registry/iq-handler.js';
import { IqRegistry } from '../registry/iq-registry.js';
import { NODE, verification } from './verification.js';

/** XEP-0030 for the server and for accounts; what is listed comes from the handlers that are there. */
@Injectable()
export class Disco {
  #ver: string | undefined;

  constructor(
    private readonly registry: IqRegistry,
    private readonly contact: ContactAddresses,
    private readonly access: PresenceAccess,
  ) {}

  /** The hash of the server's disco#info (XEP-0115 §5); to be asked for once everything has been declared. */
  get ver(): string {
    this.#ver ??= verification(this.#describe('server'));
    return this.#ver;
  }

  @IqHandler(NS.discoInfo, 'get', { targets: ['server', 'own-account'] })
  info(payload: Element, { target }: IqContext): IqAnswer {
    const { node } = payload.attrs;
    // XEP-0115 §6.2: what the stream features hinted at is asked for by that very name.
    const known = node === undefined || (target === 'server' && node === `${NODE}#${this.ver}`);
    if (!known) return { condition: 'item-not-found' };
    const query = this.#describe(target);
    if (node !== undefined) query.attrs['node'] = node;
    return [query];
  }

  @IqHandler(NS.discoItems, 'get', { targets: ['server', 'own-account'] })
  items(payload: Element): IqAnswer {
    if (payload.attrs['node'] !== undefined) return { condition: 'item-not-found' };
    return [new Element('query', { xmlns: NS.discoItems })];
  }

  /** §8: whoever may not see the account's presence learns nothing, not even that it is there. */
  @IqHandler(NS.discoInfo, 'get', { targets: ['other-account'] })
  async infoOfOther(payload: Element, context: IqContext): Promise<IqAnswer> {
    if (!(await this.access.allows(context.session.bareJid, context.to)))
      return { condition: 'service-unavailable' };
    return this.info(payload, context);
  }

  @IqHandler(NS.discoItems, 'get', { targets: ['other-account'] })
  async itemsOfOther(payload: Element, { session, to }: IqContext): Promise<IqAnswer> {
    if (!(await this.access.allows(session.bareJid, to))) return { condition: 'service-unavailable' };
    return this.items(payload);
  }

  #describe(target: IqTarget): Element {
    const query = new Element('query', { xmlns: NS.discoInfo });
    if (target === 'server') query.c('identity', { category: 'server', type: 'im', name: 'Dormouse' });
    else query.c('identity', { category: 'account', type: 'registered' });
    for (const feature of this.registry.features(target)) query.c('feature', { var: feature });
    const form = target === 'server' ? this.contact.form() : undefined;
    if (form !== undefined) query.cnode(form);
    return query;
  }
}
