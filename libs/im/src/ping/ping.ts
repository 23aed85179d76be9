import { Injectable } from '@nestjs/common';
import { NS } from '#xml';
import { type IqAnswer, IqHandler } from '../registry/iq-handler.js';

/** XEP-0199: pings of the server and, on its owner's behalf, of the own account. */
@Injectable()
export class Ping {
  @IqHandler(NS.ping, 'get', { targets: ['server', 'own-account'] })
  ping(): IqAnswer {
    return [];
  }
}
