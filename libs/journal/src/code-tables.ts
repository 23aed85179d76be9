import type { Lane, SessionRecord } from '#ports';
import type { DecodedEntry } from './decoded-entry.js';

/** First byte of an entry. Numbers are never used for something else; a new kind of entry takes the next one. */
export const TAGS = {
  stanza: 1,
  session: 2,
  enqueue: 3,
  removed: 4,
  inbound: 5,
  done: 6,
  ack: 7,
  facts: 8,
  directed: 9,
  hibernating: 10,
  resumed: 11,
  ending: 12,
  ended: 13,
  intent: 14,
  'intent-done': 15,
  floor: 16,
  arrived: 17,
} as const satisfies Record<DecodedEntry['kind'], number>;

export const KIND_BY_TAG: readonly (DecodedEntry['kind'] | undefined)[] = Object.entries(TAGS).reduce<
  (DecodedEntry['kind'] | undefined)[]
>((kinds, [kind, tag]) => {
  kinds[tag] = kind as DecodedEntry['kind'];
  return kinds;
}, []);

export const STANZA_KINDS = ['message', 'presence', 'iq'] as const;
export const LANES: readonly Lane[] = ['queue', 'held', 'owed'];
export const NAMESPACES: readonly NonNullable<SessionRecord['sm']>['namespace'][] = [
  'urn:xmpp:sm:2',
  'urn:xmpp:sm:3',
];

/** Types that take one byte; any other is written out behind {@link OTHER_TYPE}. */
export const STANZA_TYPES: readonly string[] = [
  '',
  'chat',
  'normal',
  'groupchat',
  'headline',
  'error',
  'get',
  'set',
  'result',
  'unavailable',
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
  'probe',
];
export const OTHER_TYPE = 255;
export const TYPE_CODES: ReadonlyMap<string, number> = new Map(
  STANZA_TYPES.map((type, code) => [type, code]),
);

/** Bits of a stanza's flags; the two lowest are its kind. */
export const STANZA_FLAGS = { delayed: 4, transient: 8, noStore: 16, arrived: 32, copy: 64 } as const;
export const FACT_FLAGS = { inactive: 1, carbons: 2, interested: 4, watchesBlocks: 8 } as const;
/** How an effect tells its cause: not at all, the one of the effect before, or in full; shifted above the lane. */
export const CAUSE = { none: 0, same: 4, full: 8 } as const;
/** Of a removal: the newest copy, not the earliest. */
export const LAST = 4;
