import type { EventView } from '#contracts';
import { commonText, eventsText } from '../messages/index.js';

/** A machine-readable reason in words, or as it is where it has none (a resume failure is a term of its own). */
export function reasonText(reason: string): string {
  return commonText.endReason[reason] ?? commonText.hibernationReason[reason] ?? reason.replaceAll('_', ' ');
}

/** The reason of an event: the same word may mean another thing for another kind. */
export function eventReason({ kind, reason }: Pick<EventView, 'kind' | 'reason'>): string | null {
  if (reason === null) return null;
  const known = kind === 'smacks-resume-failed' ? eventsText.resumeFailure[reason] : undefined;
  return known ?? reasonText(reason);
}

/** What happened, why, and with which numbers; begins behind whom it happened to. */
export function eventSentence(event: EventView): string {
  // What a journal's trouble is called is not for people; its sentence looks at the term itself.
  const reason = event.kind === 'journal-strained' ? event.reason : eventReason(event);
  return eventsText.says[event.kind](reason, event.detail);
}
