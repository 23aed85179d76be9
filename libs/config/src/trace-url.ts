import { z } from 'zod';
import type { Kind } from './kind.js';

function isTraceUrl(text: string): boolean {
  const url = text.replaceAll('{traceId}', '0'.repeat(32));
  if (url === text || !URL.canParse(url) || /['"<>{}\s]/.test(url)) return false;
  const { protocol, username, password } = new URL(url);
  // It becomes a link that operators click: nothing but the web, and nobody's credentials.
  return ['http:', 'https:'].includes(protocol) && `${username}${password}` === '';
}

/** Where a browser finds a trace. */
export const traceUrl = (): Kind<string> => ({
  schema: z.string().refine(isTraceUrl),
  allowed: 'an address with `{traceId}` in it, such as `https://jaeger.example.org/trace/{traceId}`',
  fromText: (value) => value.trim(),
});
