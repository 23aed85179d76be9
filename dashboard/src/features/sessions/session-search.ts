import { defined, oneOf } from '../../lib/search-params.js';
import { listSearch } from './search.js';
import { zooms } from './time-scale.js';

/** What the address of one session holds: how much of its life is drawn, and the list it was opened from, to go back to. */
export const sessionSearch = (raw: Record<string, unknown>) =>
  defined({ ...listSearch(raw), zoom: oneOf(zooms, raw['zoom']) });
export type SessionSearch = ReturnType<typeof sessionSearch>;

export const listOf = ({ zoom: _own, ...list }: SessionSearch) => list;
