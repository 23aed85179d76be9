import { Injectable } from '@nestjs/common';
import { NS } from '#xml';
import { DiscoFeature } from '../registry/disco-feature.js';

/**
 * XEP-0334, announced here and honoured where a message is stored or copied: `no-store` and `no-permanent-store` by
 * `outgoing`, `no-copy` by carbons. Clients send hints whether or not they are announced.
 */
@Injectable()
@DiscoFeature(NS.hints, ['server', 'own-account'])
export class ProcessingHints {}
