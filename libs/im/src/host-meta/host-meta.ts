import type { ServerResponse } from 'node:http';
import { Element, serialize } from '#xml';

/** Where the WebSocket is, below the address of the HTTP port (RFC 7395). */
const WEBSOCKET_PATH = '/xmpp-websocket';

const RELATION = 'urn:xmpp:alt-connections:websocket';

/** What is needed of an Express request; `protocol` believes a trusted proxy only. */
export interface HostMetaRequest {
  readonly method: string;
  readonly path: string;
  readonly protocol: string;
  readonly headers: { readonly host?: string | undefined };
}

/**
 * Answers `/.well-known/host-meta` and `/.well-known/host-meta.json` (XEP-0156, RFC 6415): where a page, which cannot ask
 * DNS, finds the WebSocket. Any page may read it (§3); it tells nothing but this.
 * @param publicUrl address of the HTTP port as the world sees it; without it, as the request does
 */
export function hostMeta(publicUrl?: string) {
  return (request: HostMetaRequest, response: ServerResponse, next: () => void): void => {
    const write = FORMATS[request.path];
    const url = websocketUrl(publicUrl ?? addressOf(request));
    if (write === undefined || url === undefined || !['GET', 'HEAD'].includes(request.method)) return next();
    const [type, text] = write(url);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', type);
    response.end(text);
  };
}

const FORMATS: Readonly<Record<string, (url: string) => [type: string, text: string]>> = {
  '/.well-known/host-meta': (href) => {
    const document = new Element('XRD', { xmlns: 'http://docs.oasis-open.org/ns/xri/xrd-1.0' });
    document.c('Link', { rel: RELATION, href });
    return [
      'application/xrd+xml; charset=utf-8',
      `<?xml version='1.0' encoding='utf-8'?>\n${serialize(document)}\n`,
    ];
  },
  '/.well-known/host-meta.json': (href) => [
    'application/json; charset=utf-8',
    `${JSON.stringify({ links: [{ rel: RELATION, href }] })}\n`,
  ],
};

/** Only a plain host becomes part of an answer: the client chose this text. */
function addressOf({ protocol, headers: { host } }: HostMetaRequest): string | undefined {
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? `${protocol}://${host}` : undefined;
}

/** `https` becomes `wss`, as XEP-0156 §2.2 wants it; `ws` is for a machine that talks to itself. */
const websocketUrl = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : `${address.replace(/^http/, 'ws').replace(/\/$/, '')}${WEBSOCKET_PATH}`;
