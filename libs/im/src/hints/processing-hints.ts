import { Injectable } from '@nestjs/common';
import { NS } from '#xml';
import { DiscoFeature } from '../registry/disco-feature.js';

/**
 * XEP-0334, announced here and honoured where a message is stored or copied: `no-store` and `store` by `outgoing`, `no-copy`
 * by carbons. `no-permanent-store` is about archives, of which there is none.
 */
@Injectable()
@DiscoFeature(NS.hints, ['server', 'own-account'])
export class ProcessingHints {}
