import type { QueuedStanza } from '#stream-management';
import type { Inheritance, Session } from './session.js';

/** Message types that no heir inherits, so that nothing of their kind can be overtaken. */
const NEVER_INHERITED: ReadonlySet<string> = new Set(['error', 'groupchat', 'headline']);

/**
 * Whether a stanza has to line up: chat for a session that replaced another may not overtake what that one leaves,
 * which is on its way (its h is stored first) or waits for the first presence (RFC 6120 §10.1).
 */
export const linesUp = (session: Session, stanza: QueuedStanza): boolean =>
  (session.predecessor !== null || session.inherited !== null) &&
  stanza.kind === 'message' &&
  !NEVER_INHERITED.has(stanza.type);

export function lineUp(session: Session, stanza: QueuedStanza): void {
  session.held ??= [];
  session.held.push(stanza);
  stanza.holders++;
}

/** All that waits for the session to be ready for it, in order, and no longer belongs to it. */
export function takeSuccession(session: Session): { inherited: Inheritance[]; held: QueuedStanza[] } {
  const { inherited, held } = session;
  session.inherited = session.held = null;
  for (const stanza of held ?? []) stanza.holders--;
  return { inherited: inherited ?? [], held: held ?? [] };
}

/** What is lined up takes room in the session's queue as if it were there. */
export function heldSize(session: Session): { stanzas: number; bytes: number } {
  const held = session.held ?? [];
  return { stanzas: held.length, bytes: held.reduce((sum, { bytes }) => sum + bytes, 0) };
}
