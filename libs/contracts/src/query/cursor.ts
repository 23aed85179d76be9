import { type Condition, filterText } from './condition.js';
import type { FieldValue } from './field.js';
import type { Place } from './sorting.js';

/** Names a filter and an order in a few characters: a cursor must not be taken to another list (FNV-1a, 32 bits). */
export function listName(conditions: readonly Condition[], sort: string): string {
  let hash = 0x811c9dc5;
  for (const character of [sort, ...conditions.map(filterText)].join('\n'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The opaque text of a place in a list; base64url of JSON. */
export function encodeCursor(list: string, { key, id }: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([list, key, id]));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws RangeError when `text` is no cursor of this list */
export function decodeCursor(list: string, text: string): Place {
  const parts = partsOf(text);
  if (Array.isArray(parts) && parts.length === 3) {
    const [name, key, id] = parts as unknown[];
    if (name === list && typeof id === 'string' && isKey(key)) return { key, id };
  }
  throw new RangeError('`after` is not a cursor of this list');
}

function partsOf(text: string): unknown {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (one) => one.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

const isKey = (key: unknown): key is FieldValue =>
  key === null || ['string', 'number', 'boolean'].includes(typeof key);
