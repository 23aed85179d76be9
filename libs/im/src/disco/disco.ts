import { Injectable } from '@nestjs/common';
import { Element, NS } from '#xml';
import { type IqAnswer, type IqContext, IqHandler } from '../registry/iq-handler.js';
import { IqRegistry } from '../registry/iq-registry.js';

/** XEP-0030 for the server and for the own account; what is listed comes from the handlers that are there. */
@Injectable()
export class Disco {
  constructor(private readonly registry: IqRegistry) {}

  @IqHandler(NS.discoInfo, 'get', { targets: ['server', 'own-account'] })
  info(payload: Element, { target }: IqContext): IqAnswer {
    if (payload.attrs['node']) return { condition: 'item-not-found' };
    const query = new Element('query', { xmlns: NS.discoInfo });
    if (target === 'server') query.c('identity', { category: 'server', type: 'im', name: 'Dormouse' });
    else query.c('identity', { category: 'account', type: 'registered' });
    for (const feature of this.registry.features(target)) query.c('feature', { var: feature });
    return [query];
  }

  @IqHandler(NS.discoItems, 'get', { targets: ['server', 'own-account'] })
  items(payload: Element): IqAnswer {
    if (payload.attrs['node']) return { condition: 'item-not-found' };
    return [new Element('query', { xmlns: NS.discoItems })];
  }
}
