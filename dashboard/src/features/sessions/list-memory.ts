import { useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Row on top, by entry of the browser's history. */
const rows = new Map<string, number>();
const MOST = 50;

export function remember(entry: string, row: number): void {
  rows.delete(entry);
  rows.set(entry, row);
  const [oldest] = rows.keys();
  if (rows.size > MOST && oldest !== undefined) rows.delete(oldest);
}

export const recall = (entry: string): number => rows.get(entry) ?? 0;

/** Where in the list one was when one left this entry of the history, and how to note where one is: who comes back from a
 *  session finds the list as it was left, who follows a link begins at its top. */
export function useListMemory() {
  const entry = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' });
  return { first: recall(entry), note: useCallback((row: number) => remember(entry, row), [entry]) };
}
