import type { QueuedStanza } from '#stream-management';
import type { Inheritance, Session } from './session.js';

/** Message types that no heir inherits, so that nothing of their kind can be overtaken. */
const NEVER_INHERITED: ReadonlySet<string> = new Set(['error', 'groupchat', 'headline']);

/**
 * Whether a stanza has to line up (RFC 6120 §10.1): chat for a session that replaced another may not overtake what that one
 * leaves, which is on its way (its h is stored first) or waits for the first presence; nor may any overtake what was kept
 * before while that is being read. What is no chat has nothing to wait for but what the same sender said before: behind
 * that it lines up while the store is read, which ends by itself; a wait for the session's presence might not.
 */
export const linesUp = (session: Session, stanza: QueuedStanza): boolean =>
  isChat(stanza)
    ? !free(session)
    : session.awaitsKept && (session.held?.some(({ from }) => from === stanza.from) ?? false);

const isChat = ({ kind, type }: QueuedStanza): boolean => kind === 'message' && !NEVER_INHERITED.has(type);

export function lineUp(session: Session, stanza: QueuedStanza): void {
  session.held ??= [];
  session.held.push(stanza);
  stanza.holders++;
}

/** All that waits for the session to be ready for it, in order, and no longer belongs to it. */
export function takeSuccession(session: Session): {
  inherited: readonly Inheritance[];
  held: QueuedStanza[];
} {
  return { inherited: takeInherited(session), held: takeHeld(session, () => true) };
}

/** Whether what lines up has nothing to wait for any more. */
export const free = ({ predecessor, inherited, awaitsKept }: Session): boolean =>
  predecessor === null && inherited === null && !awaitsKept;

/** Those of the lane that `which` picks, in order; they no longer belong to the session. */
export function takeHeld(session: Session, which: (stanza: QueuedStanza) => boolean): QueuedStanza[] {
  const taken: QueuedStanza[] = [];
  const rest: QueuedStanza[] = [];
  for (const stanza of session.held ?? []) (which(stanza) ? taken : rest).push(stanza);
  session.held = rest.length === 0 ? null : rest;
  for (const stanza of taken) stanza.holders--;
  return taken;
}

export function takeInherited(session: Session): readonly Inheritance[] {
  const { inherited } = session;
  session.inherited = null;
  return inherited ?? [];
}

/** What is lined up takes room in the session's queue as if it were there. */
export function heldSize(session: Session): { stanzas: number; bytes: number } {
  const held = session.held ?? [];
  return { stanzas: held.length, bytes: held.reduce((sum, { bytes }) => sum + bytes, 0) };
}
