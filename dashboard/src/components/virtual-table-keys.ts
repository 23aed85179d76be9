/** Where a key leads in a list of `count` rows of which `page` are on screen, from the row `at` (-1: none yet); undefined when it
 *  is no key for moving. */
export function rowAfterKey(key: string, at: number, count: number, page: number): number | undefined {
  const last = count - 1;
  const within = (row: number) => Math.min(last, Math.max(0, row));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(Math.max(at, 0) + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return within(0);
    case 'End':
      return within(last);
    default:
      return undefined;
  }
}
