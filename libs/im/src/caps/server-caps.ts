import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { StreamFeatures } from '#sessions';
import { Element, NS, serialize } from '#xml';
import { Disco } from '../disco/disco.js';
import { NODE } from '../disco/verification.js';
import { DiscoFeature } from '../registry/disco-feature.js';

/** XEP-0115 §6.3: the hash of the server's disco#info, so that who knows it need not ask. */
@Injectable()
@DiscoFeature(NS.caps, ['server'])
export class ServerCaps implements OnApplicationBootstrap {
  constructor(
    private readonly disco: Disco,
    private readonly features: StreamFeatures,
  ) {}

  /** By now every feature has been declared. */
  onApplicationBootstrap(): void {
    const caps = new Element('c', { xmlns: NS.caps, hash: 'sha-1', node: NODE, ver: this.disco.ver });
    this.features.offer('after-authentication', serialize(caps));
  }
}
