import type { EventFilter } from '#contracts';
import type { CommandContext } from '../commands/context.js';
import { eventRow } from '../output/event-row.js';
import { liveView } from './live-view.js';

export interface FollowOptions {
  readonly filter: EventFilter;
  readonly json: boolean;
  /** How many events end it. */
  readonly updates: number | undefined;
}

/** Tells of each event as it happens, oldest first, a line each. */
export function followEvents(
  context: CommandContext,
  { filter, json, updates }: FollowOptions,
): Promise<void> {
  let last: number | undefined;
  let told = 0;
  return context.withServer((server) =>
    liveView(context, server.connection, { view: 'events', filter, limit: 200 }, ({ events }) => {
      const newest = events[0]?.seq ?? 0;
      const since = last ?? newest;
      // After a restart that lost the last of them, their numbers begin earlier again.
      const fresh = events.filter(({ seq }) => seq > since || newest < since).toReversed();
      last = newest;
      for (const event of fresh) {
        context.say(json ? JSON.stringify(event) : clean(eventRow(event).join('  ')));
        told += 1;
        if (told === updates) return true;
      }
      return false;
    }),
  );
}

const clean = (line: string): string => line.replace(/\p{Cc}/gu, '�');
