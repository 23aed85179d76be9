import { Injectable } from '@nestjs/common';

/** When features are announced: before somebody has authenticated, and after (RFC 6120 §4.3.2). */
export type FeatureStage = 'before-authentication' | 'after-authentication';

/** Stream features that services bring along, told to every stream from the start on. */
@Injectable()
export class StreamFeatures {
  readonly #offered: Record<FeatureStage, string> = {
    'before-authentication': '',
    'after-authentication': '',
  };

  /** @param xml self-contained: declares its own namespace. To be called while the server starts. */
  offer(stage: FeatureStage, xml: string): void {
    this.#offered[stage] += xml;
  }

  at(stage: FeatureStage): string {
    return this.#offered[stage];
  }
}
