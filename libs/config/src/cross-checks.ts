import { isLoopback, overlap } from './host.js';
import type { OptionName, Values } from './options.js';
import { type ConfigurationProblem, shown } from './problem.js';

/** Where an option's value came from: the key as written and its source, or the option's name and `default`. */
export type Origin = (name: OptionName) => { readonly key: string; readonly source: string };

/** What no option can see alone. Only options whose own value passed are in `values`. */
export function crossCheck(values: Partial<Values>, origin: Origin): ConfigurationProblem[] {
  return [
    ...certificateAndKey(values, origin),
    ...plaintextOnLoopback(values, origin),
    ...portsApart(values, origin),
    ...providerWhole(values, origin),
  ];
}

function certificateAndKey(values: Partial<Values>, origin: Origin): ConfigurationProblem[] {
  const pair = ['tls_cert', 'tls_key'] as const;
  if (pair.some((name) => !(name in values))) return [];
  const lone = pair.filter((name) => values[name] !== undefined);
  if (lone.length !== 1) return [];
  const [name] = lone as [(typeof pair)[number]];
  const other = name === 'tls_cert' ? 'tls_key' : 'tls_cert';
  return [
    { ...origin(name), value: shown(values[name]), message: `needs ${other} beside it: both or neither` },
  ];
}

function plaintextOnLoopback(values: Partial<Values>, origin: Origin): ConfigurationProblem[] {
  if (values.c2s_allow_plaintext !== true) return [];
  const hosts = ['c2s_host', 'http_host'] as const;
  return hosts.flatMap((name) => {
    const address = values[name];
    if (address === undefined || isLoopback(address)) return [];
    const message =
      'must be a loopback address while c2s_allow_plaintext is true: passwords would cross the network in the clear';
    return [{ ...origin(name), value: shown(address), message }];
  });
}

const listeners = [
  ['c2s_port', 'c2s_host'],
  ['c2s_tls_port', 'c2s_host'],
  ['http_port', 'http_host'],
] as const;

function portsApart(values: Partial<Values>, origin: Origin): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  listeners.forEach(([port, host], index) => {
    for (const [otherPort, otherHost] of listeners.slice(0, index)) {
      const [a, b, here, there] = [values[port], values[otherPort], values[host], values[otherHost]];
      if (a === undefined || a !== b || a === 0 || here === undefined || there === undefined) continue;
      if (!overlap(here, there)) continue;
      problems.push({ ...origin(port), value: shown(a), message: `must differ from ${otherPort}` });
    }
  });
  return problems;
}

/** Half a provider would be a door that looks open and is not. */
function providerWhole(values: Partial<Values>, origin: Origin): ConfigurationProblem[] {
  const needed = ['access_oidc_client_id', 'access_oidc_roles'] as const;
  if (values.access_oidc_issuer === undefined || needed.some((name) => !(name in values))) return [];
  const missing = needed.filter((name) => (values[name] ?? '') === '');
  if (missing.length === 0) return [];
  const message = `needs ${missing.join(' and ')} beside it: nobody could sign in by it`;
  return [{ ...origin('access_oidc_issuer'), value: shown(values.access_oidc_issuer), message }];
}
