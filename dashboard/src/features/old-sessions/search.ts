import { defined, textParam } from '../../lib/search-params.js';

export const oldSessionsSearch = (raw: Record<string, unknown>) =>
  defined({ user: textParam(raw['user']), after: textParam(raw['after']) });
export type OldSessionsSearch = ReturnType<typeof oldSessionsSearch>;
