import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { declaredFeatures } from './disco-feature.js';
import { declaredHandlers, type IqHandlerFunction, type IqTarget } from './iq-handler.js';

type Table = Map<string, IqHandlerFunction>;

/** All declared iq handlers, compiled at boot into plain maps: a stanza costs a look-up and a call. */
@Injectable()
export class IqRegistry implements OnModuleInit {
  readonly #tables: Record<IqTarget, Record<'get' | 'set', Table>> = {
    server: { get: new Map(), set: new Map() },
    'own-account': { get: new Map(), set: new Map() },
    'other-account': { get: new Map(), set: new Map() },
  };
  readonly #features: Record<IqTarget, Set<string>> = {
    server: new Set(),
    'own-account': new Set(),
    'other-account': new Set(),
  };

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      for (const { feature, targets } of declaredFeatures(instance))
        for (const target of targets) this.#features[target].add(feature);
      for (const { options, handle } of declaredHandlers(instance)) {
        for (const target of options.targets) {
          const table = this.#tables[target][options.type];
          if (table.has(options.namespace))
            throw new Error(`two handlers for iq ${options.type} ${options.namespace} (${target})`);
          table.set(options.namespace, handle);
        }
        for (const target of options.advertised) this.#features[target].add(options.namespace);
      }
    }
  }

  find(target: IqTarget, type: 'get' | 'set', namespace: string): IqHandlerFunction | undefined {
    return this.#tables[target][type].get(namespace);
  }

  /** Features as disco#info lists them, sorted. */
  features(target: IqTarget): string[] {
    return [...this.#features[target]].sort();
  }
}
