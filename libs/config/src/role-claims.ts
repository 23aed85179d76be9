import { z } from 'zod';
import type { Kind } from './kind.js';

/** One value of a claim and the role it brings; `*` is any value, and having no such claim. */
export interface RoleClaim {
  readonly role: 'viewer' | 'operator' | 'admin';
  readonly value: string;
}

const PAIR = /^(viewer|operator|admin)=(.+)$/;

const partsOf = (list: string): string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const splitRoleClaims = (list: string): RoleClaim[] =>
  partsOf(list).flatMap((part) => {
    const [, role, value] = PAIR.exec(part) ?? [];
    return role === undefined || value === undefined ? [] : [{ role: role as RoleClaim['role'], value }];
  });

/** `role=value` pairs separated by commas; empty is none. */
export const roleClaims = (): Kind<string> => ({
  schema: z.string().refine((list) => partsOf(list).every((part) => PAIR.test(part))),
  allowed:
    'pairs such as `admin=dormouse-admins, viewer=staff`, the roles being `viewer`, `operator` and `admin`',
  fromText: (value) => value.trim(),
});
