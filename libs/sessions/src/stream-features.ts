import { Injectable } from '@nestjs/common';

/** When features are announced: before somebody has authenticated, and after (RFC 6120 §4.3.2). */
export type FeatureStage = 'before-authentication' | 'after-authentication';

/** Stream features that services bring along, told to every stream that opens while they are offered. */
@Injectable()
export class StreamFeatures {
  readonly #offered: Record<FeatureStage, string> = {
    'before-authentication': '',
    'after-authentication': '',
  };

  /** @param xml self-contained: declares its own namespace. */
  offer(stage: FeatureStage, xml: string): void {
    this.#offered[stage] += xml;
  }

  /** @param xml as it was offered; nothing happens when it was not */
  withdraw(stage: FeatureStage, xml: string): void {
    this.#offered[stage] = this.#offered[stage].replace(xml, '');
  }

  at(stage: FeatureStage): string {
    return this.#offered[stage];
  }
}
