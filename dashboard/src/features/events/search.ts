import { eventKinds } from '#contracts';
import { defined, oneOf, textParam } from '../../lib/search-params.js';

export const eventsSearch = (raw: Record<string, unknown>) =>
  defined({
    kind: oneOf(eventKinds, raw['kind']),
    user: textParam(raw['user']),
    reason: textParam(raw['reason']),
  });
export type EventsSearch = ReturnType<typeof eventsSearch>;
