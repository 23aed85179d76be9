import type { SaslDeps, SaslExchange } from './exchange.js';
import { PlainExchange } from './plain.js';
import { ScramExchange } from './scram.js';

/** Strongest first, as clients that take the first one they know should find them. */
const table: Readonly<Record<string, { plaintext: boolean; start: (deps: SaslDeps) => SaslExchange }>> = {
  'SCRAM-SHA-256': {
    plaintext: false,
    start: (deps) => new ScramExchange('SCRAM-SHA-256', 'sha256', deps),
  },
  'SCRAM-SHA-1': { plaintext: false, start: (deps) => new ScramExchange('SCRAM-SHA-1', 'sha1', deps) },
  PLAIN: { plaintext: true, start: (deps) => new PlainExchange(deps) },
};

/** The mechanisms to offer on a stream, strongest first. PLAIN shows the password, so only under TLS or the laboratory switch. */
export const mechanisms = ({ plaintextAllowed }: { plaintextAllowed: boolean }): string[] =>
  Object.entries(table)
    .filter(([, { plaintext }]) => plaintextAllowed || !plaintext)
    .map(([name]) => name);

/** Starts a mechanism; undefined (`invalid-mechanism`) when it is not one that is offered. Names are compared exactly. */
export const startExchange = (name: string, deps: SaslDeps): SaslExchange | undefined =>
  mechanisms(deps).includes(name) ? table[name]?.start(deps) : undefined;
