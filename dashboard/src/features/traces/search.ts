import { defined, textParam } from '../../lib/search-params.js';

export const tracesSearch = (raw: Record<string, unknown>) => defined({ session: textParam(raw['session']) });
export type TracesSearch = ReturnType<typeof tracesSearch>;
