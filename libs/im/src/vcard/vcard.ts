import { Inject, Injectable } from '@nestjs/common';
import { type UserDataConfig, userDataNamespace } from '#config';
import { VCARD_STORE, type VcardStore } from '#ports';
import { type Element, NS, serialize } from '#xml';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';
import { stored } from '../registry/stored-element.js';

/** XEP-0054: everybody's vCard, set by its owner, told by the server to whoever asks. */
@Injectable()
export class Vcard {
  constructor(
    @Inject(VCARD_STORE) private readonly store: VcardStore,
    @Inject(userDataNamespace.KEY) private readonly limits: UserDataConfig,
  ) {}

  /** An account that is not there is answered as one without a vCard: nobody can try names. */
  @IqHandler(NS.vcard, 'get', {
    targets: ['own-account', 'other-account'],
    advertised: ['server', 'own-account', 'other-account'],
  })
  async get(_payload: Element, { to }: IqContext): Promise<IqAnswer> {
    const xml = await this.store.find(to);
    return xml === undefined ? { condition: 'item-not-found' } : [stored(xml)];
  }

  @IqHandler(NS.vcard, 'set', { targets: ['own-account'], advertised: false })
  set(payload: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    if (payload.name !== 'vCard') return { condition: 'bad-request' };
    const xml = serialize(payload);
    const { maxVcardBytes } = this.limits;
    if (Buffer.byteLength(xml) > maxVcardBytes)
      return { condition: 'policy-violation', text: `a vCard may have ${maxVcardBytes} bytes` };
    return this.store.put(session.bareJid, xml).then((): IqAnswer => []);
  }

  /** §3.2: nobody changes the vCard of another. */
  @IqHandler(NS.vcard, 'set', { targets: ['other-account'], advertised: false })
  refuse(): IqAnswer {
    return { condition: 'forbidden' };
  }
}
