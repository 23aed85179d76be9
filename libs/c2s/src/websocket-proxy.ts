import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

type Trust = (address: string, hop: number) => boolean;

/** Who is believed, from the option's comma-separated addresses; undefined when nobody is. */
export const trustedProxies = (option: string | undefined): Trust | undefined =>
  option === undefined ? undefined : proxyAddr.compile(option.split(',').map((part) => part.trim()));

/** What a trusted reverse proxy says of the client behind it; undefined when the peer is no such proxy. */
export function viaProxy(
  request: IncomingMessage,
  trust: Trust | undefined,
): { readonly address: string; readonly https: boolean } | undefined {
  if (trust === undefined || !trust(request.socket.remoteAddress ?? '', 0)) return undefined;
  const protocol = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return { address: proxyAddr(request, trust), https: protocol === 'https' };
}
