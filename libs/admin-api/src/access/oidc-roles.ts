import type { OidcConfig } from '#config';
import type { Role } from '#contracts';

type Claims = Readonly<Record<string, unknown>>;

const highestFirst: readonly Role[] = ['admin', 'operator', 'viewer'];
const MAX_NAME = 100;

/** The highest role that a value of the claim brings; undefined is none. */
export function roleByClaims(claims: Claims, path: string, roles: OidcConfig['roles']): Role | undefined {
  const values = textsOf(valueAt(claims, path));
  const brought = roles.filter(({ value }) => value === '*' || values.includes(value));
  return highestFirst.find((role) => brought.some((one) => one.role === role));
}

/** What lists and the audit log call someone of the provider. The prefix is one that no account here can have. */
export function oidcName(claims: Claims, claim: string): string {
  const told = claims[claim];
  const name = typeof told === 'string' && told.trim() !== '' ? told : String(claims['sub']);
  return `oidc:${name.replace(/\p{C}/gu, '').slice(0, MAX_NAME)}`;
}

/** A claim by its whole name first: some names are addresses with dots in them. */
function valueAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Claims)[part];
  }
  return value;
}

function textsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}
