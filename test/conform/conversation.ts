import type { Scene } from './scene.js';
import type { Setting } from './venue.js';

export type Level = 'MUST' | 'MUST NOT' | 'SHALL' | 'SHOULD' | 'RECOMMENDED' | 'MAY' | 'text' | 'house';

/** Where a rule stands: `SHOULD §5` of XEP-0198 unless it names another document; `text` is said without a key word, `house` is ours. */
export interface Clause {
  readonly level: Level;
  readonly section: string;
}

/** A rule held against a running server as a conversation in XML. */
export interface Conversation {
  /** `R24`, or `F8` for a row of the fates table. */
  readonly rule: string;
  readonly about: string;
  readonly clause: Clause;
  /** How a server must be set up for it; others cannot be asked. */
  readonly setting: Setting;
  /** Fails by throwing Breach; NotOffered where the server does not have what it takes. */
  readonly talk: (scene: Scene) => Promise<void>;
}

/** A rule that no conversation from outside can show, and what does. */
export interface Elsewhere {
  readonly rule: string;
  readonly about: string;
  readonly clause: Clause;
  /** `not yet`, or why it needs more than a connection. */
  readonly why: string;
  /** The spec that shows it, from the root of the repository. */
  readonly spec?: string;
}

/** `'SHOULD §5'`, `'house'`, `'MUST RFC 6120 §8.2.3'`. */
export function clauseOf(text: string): Clause {
  const [, level = '', section = ''] = /^(MUST NOT|\S+)\s*(.*)$/.exec(text) ?? [];
  return { level: level as Level, section };
}

/** Defines one conversation. */
export const conversation = (
  rule: string,
  about: string,
  clause: string,
  talk: Conversation['talk'],
  setting: Setting = 'default',
): Conversation => ({ rule, about, clause: clauseOf(clause), setting, talk });
