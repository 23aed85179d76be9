import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/** What a trusted reverse proxy says of the client behind it; undefined when the peer is no such proxy. */
export function viaProxy(
  request: IncomingMessage,
  trusted: string | undefined,
): { readonly address: string; readonly https: boolean } | undefined {
  if (trusted === undefined) return undefined;
  const trust = proxyAddr.compile(trusted.split(',').map((part) => part.trim()));
  if (!trust(request.socket.remoteAddress ?? '', 0)) return undefined;
  const protocol = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return { address: proxyAddr(request, trust), https: protocol === 'https' };
}
