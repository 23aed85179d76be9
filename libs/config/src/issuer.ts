import { z } from 'zod';
import { isLoopback } from './host.js';
import type { Kind } from './kind.js';

/** OpenID Connect Discovery 1.0 §2: an https URL without query or fragment. On this very machine nobody listens in on http. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  if (`${search}${hash}${username}` !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
}

export const issuer = (): Kind<string> => ({
  schema: z.string().refine(isIssuer),
  allowed: 'an address such as `https://id.example.org/realms/staff`; `http://` only on a loopback address',
  fromText: (value) => value.trim(),
});
