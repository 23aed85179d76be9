import { Injectable } from '@nestjs/common';
import { NS } from '#xml';
import { type IqAnswer, IqHandler } from '../registry/iq-handler.js';

/** COMPAT: RFC 3921 §3 session establishment, a no-op since RFC 6121; clients that ask wait for the result. */
@Injectable()
export class LegacySession {
  @IqHandler(NS.session, 'set', { targets: ['server', 'own-account'], advertised: false })
  establish(): IqAnswer {
    return [];
  }
}
