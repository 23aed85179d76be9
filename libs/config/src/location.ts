import { isIP } from 'node:net';
import { z } from 'zod';
import { isHostName } from './host.js';
import type { Kind } from './kind.js';

/** `domainpart:port`; an IPv6 address stands in brackets (XEP-0198 §3, RFC 3986 §3.2.2). */
function isLocation(value: string): boolean {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(value) ?? [];
  if (Number(port) < 1 || Number(port) > 65_535) return false;
  const bracketed = /^\[(.+)\]$/.exec(host)?.[1];
  if (bracketed !== undefined) return isIP(bracketed) === 6;
  // What looks like an IPv4 address has to be one: 10.0.0.300 is a host name only by its letters.
  return isIP(host) === 4 || (isHostName(host) && !/^[\d.]+$/.test(host));
}

/** A host and port for clients to connect to. */
export const location = (): Kind<string> => ({
  schema: z.string().refine(isLocation),
  allowed: 'a host name or address and a port, such as `xmpp.example.org:5222` or `[2001:db8::1]:5222`',
  fromText: (value) => value.trim(),
});
