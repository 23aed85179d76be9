import { Injectable } from '@nestjs/common';
import { VERSION } from '#sessions';
import { Element, NS } from '#xml';
import { type IqAnswer, IqHandler } from '../registry/iq-handler.js';

/** XEP-0092: what software this is. The operating system is nobody's business (§5). */
@Injectable()
export class SoftwareVersion {
  @IqHandler(NS.version, 'get', { targets: ['server'] })
  version(): IqAnswer {
    const query = new Element('query', { xmlns: NS.version });
    query.c('name').t('Dormouse');
    query.c('version').t(VERSION);
    return [query];
  }
}
