import type { EventView } from '#contracts';
import { instant } from './words.js';

export const eventHeading = ['TIME', 'EVENT', 'SESSION', 'USER', 'REASON', 'DETAIL'] as const;

export const eventRow = (event: EventView): string[] => [
  instant(event.at),
  event.kind,
  event.sessionId ?? '-',
  event.user === null ? '-' : `${event.user}${event.resource === null ? '' : `/${event.resource}`}`,
  event.reason ?? '-',
  event.detail ?? '-',
];
