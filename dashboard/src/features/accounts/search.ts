import { defined, textParam } from '../../lib/search-params.js';

export const accountsSearch = (raw: Record<string, unknown>) =>
  defined({ search: textParam(raw['search']), after: textParam(raw['after']) });
export type AccountsSearch = ReturnType<typeof accountsSearch>;
