import { defined, oneOf, textParam } from '../../lib/search-params.js';

export const settingSources = ['default', 'file', 'environment', 'runtime'] as const;
/** changed: other than the default. live: can be set here. restart: only read at the start. */
export const settingKinds = ['changed', 'live', 'restart'] as const;

/** `name`: the option that is open. */
export const settingsSearch = (raw: Record<string, unknown>) =>
  defined({
    q: textParam(raw['q']),
    source: oneOf(settingSources, raw['source']),
    only: oneOf(settingKinds, raw['only']),
    name: textParam(raw['name']),
  });
export type SettingsSearch = ReturnType<typeof settingsSearch>;
