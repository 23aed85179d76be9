import { z } from 'zod';
import type { Kind } from './kind.js';

/** The roles that XEP-0157 §5 registers. */
const ROLES: ReadonlySet<string> = new Set([
  'abuse',
  'admin',
  'feedback',
  'sales',
  'security',
  'status',
  'support',
]);

/** Whom to write to about what; addresses are URIs, in the order they were given. */
export interface ServerContact {
  readonly role: string;
  readonly addresses: readonly string[];
}

const pairs = (list: string): [role: string, uri: string][] =>
  list
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, Math.max(0, equals)), part.slice(equals + 1)];
    });

/** What disco#info tells is ASCII: URIs are, and a hash is made over them (XEP-0115 §5.1). */
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text) && URL.canParse(text);

/** One entry per role, roles in alphabetical order. */
export function groupContacts(list: string): ServerContact[] {
  const roles = new Map<string, string[]>();
  for (const [role, uri] of pairs(list)) roles.set(role, [...(roles.get(role) ?? []), uri]);
  return [...roles]
    .map(([role, addresses]) => ({ role, addresses }))
    .sort((a, b) => (a.role < b.role ? -1 : 1));
}

/** `role=URI` pairs separated by commas or white space; empty is none. */
export const contacts = (): Kind<string> => ({
  schema: z.string().refine((list) => pairs(list).every(([role, uri]) => ROLES.has(role) && isUri(uri))),
  allowed: `pairs such as \`abuse=mailto:abuse@example.org\`, separated by commas; roles are ${[...ROLES].join(', ')}`,
  fromText: (value) => value.trim(),
});
