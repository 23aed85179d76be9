import { Injectable } from '@nestjs/common';
import { Element, NS } from '#xml';
import { type IqAnswer, IqHandler } from '../registry/iq-handler.js';

/** Contact lists (RFC 6121 §2). Every roster is empty until they are stored; clients wait for an answer all the same. */
@Injectable()
export class Roster {
  @IqHandler(NS.roster, 'get', { targets: ['own-account'], advertised: false })
  get(): IqAnswer {
    return [new Element('query', { xmlns: NS.roster })];
  }
}
