import { Inject, Injectable } from '@nestjs/common';
import { type UserDataConfig, userDataNamespace } from '#config';
import { PRIVATE_STORE, type PrivateFragment, type PrivateStore } from '#ports';
import { Element, NS, serialize } from '#xml';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';
import { stored } from '../registry/stored-element.js';

/** XEP-0049: XML that a user's clients keep on the server, told to nobody else. */
@Injectable()
export class PrivateStorage {
  constructor(
    @Inject(PRIVATE_STORE) private readonly store: PrivateStore,
    @Inject(userDataNamespace.KEY) private readonly limits: UserDataConfig,
  ) {}

  /** §2.3: one element is asked for at a time; what was never stored comes back as it was asked for. */
  @IqHandler(NS.privateStorage, 'get', { targets: ['own-account'], advertised: ['server'] })
  get(payload: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    const asked = ownElements(payload);
    if (asked === undefined || asked.length !== 1) return BAD;
    const [{ namespace, name }] = asked as [PrivateFragment];
    return this.store.find(session.bareJid, namespace, name).then((xml) => {
      const fragment = xml === undefined ? new Element(name, { xmlns: namespace }) : stored(xml);
      const query = new Element('query', { xmlns: NS.privateStorage });
      query.cnode(fragment);
      return [query];
    });
  }

  @IqHandler(NS.privateStorage, 'set', { targets: ['own-account'], advertised: ['server'] })
  set(payload: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    const fragments = ownElements(payload);
    if (fragments === undefined) return BAD;
    const { maxPrivateBytes } = this.limits;
    return this.store.put(session.bareJid, fragments, maxPrivateBytes).then(
      (kept): IqAnswer =>
        kept
          ? []
          : {
              condition: 'resource-constraint',
              text: `private storage holds ${maxPrivateBytes} bytes of one user`,
            },
    );
  }

  /** §2.3: what another keeps is nobody's business. */
  @IqHandler(NS.privateStorage, 'get', { targets: ['other-account'], advertised: false })
  @IqHandler(NS.privateStorage, 'set', { targets: ['other-account'], advertised: false })
  refuse(): IqAnswer {
    return { condition: 'forbidden' };
  }
}

const BAD: IqAnswer = {
  condition: 'not-acceptable',
  text: 'elements with a namespace of their own are stored, and asked for one at a time',
};

/** The payload's children; undefined when there is none, or one without a namespace of its own (§2.3). */
function ownElements(payload: Element): PrivateFragment[] | undefined {
  const children = payload.getChildElements();
  if (payload.name !== 'query' || children.length === 0) return undefined;
  const fragments = children.map((child) => ({
    namespace: child.getNS() ?? '',
    name: child.getName(),
    xml: serialize(child),
  }));
  return fragments.every(({ namespace }) => namespace !== '' && namespace !== NS.privateStorage)
    ? fragments
    : undefined;
}
