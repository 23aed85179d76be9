import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { prepareDomain } from '#jid';
import type { Kind } from './kind.js';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** Labels of letters, digits and hyphens (RFC 1123 §2.1). */
export const isHostName = (value: string): boolean =>
  value.length <= 253 && value.split('.').every((l) => LABEL.test(l));

/** An address or host name to listen on. A port belongs into its own option, brackets belong into URLs. */
export const host = (): Kind<string> => ({
  schema: z.string().refine((value) => isIP(value) !== 0 || (isHostName(value) && !/^[\d.]+$/.test(value))),
  allowed: 'an IP address or host name without port or brackets, such as `127.0.0.1`, `::` or `localhost`',
  fromText: (value) => value.trim(),
});

/** The domain served, prepared as RFC 7622 §3.2 says: what clients write is compared with this form. */
export const domain = (): Kind<string> => ({
  schema: z.string().transform((value, context) => {
    const prepared = prepareDomain(value);
    if (prepared !== undefined) return prepared;
    context.issues.push({ code: 'custom', input: value, message: 'not a domain' });
    return z.NEVER;
  }),
  allowed: 'a valid XMPP domain, such as `example.org` (RFC 7622 §3.2)',
  fromText: (value) => value.trim(),
});

// The words Express understands besides addresses.
const PROXY_WORDS = new Set(['loopback', 'linklocal', 'uniquelocal']);

function isSubnet(part: string): boolean {
  const [address = '', prefix, ...rest] = part.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

/** Whose forwarding headers are believed. */
export const proxies = (): Kind<string> => ({
  schema: z
    .string()
    .refine((list) => list.split(',').every((part) => PROXY_WORDS.has(part.trim()) || isSubnet(part.trim()))),
  allowed: 'IP addresses or subnets separated by commas, or `loopback`, `linklocal`, `uniquelocal`',
  fromText: (value) => value.trim(),
});

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can connect to what listens there. */
export function isLoopback(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return address.toLowerCase() === 'localhost';
  return loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether two listeners on these addresses and one port would collide. */
export const overlap = (a: string, b: string): boolean =>
  a === b || [a, b].some((h) => h === '0.0.0.0' || h === '::');
