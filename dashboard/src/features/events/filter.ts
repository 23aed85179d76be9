import type { EventView } from '#contracts';
import type { EventsSearch } from './search.js';

/** Whether an event passes the filters of the address. The user is a substring, the others are exact. */
export function eventPasses(event: EventView, { kind, user, reason }: EventsSearch): boolean {
  if (kind !== undefined && event.kind !== kind) return false;
  if (reason !== undefined && event.reason !== reason) return false;
  return user === undefined || (event.user?.toLowerCase().includes(user.toLowerCase()) ?? false);
}
