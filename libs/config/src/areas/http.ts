import { host, proxies } from '../host.js';
import { flag, wholeNumber } from '../kind.js';
import { option, optional } from '../option.js';
import { origins } from '../origins.js';
import { publicUrl } from '../public-url.js';

/** The HTTP port: dashboard, admin API, XMPP over WebSocket, metrics. */
export const httpOptions = {
  http_host: option(host(), '127.0.0.1', { doc: 'Address of the HTTP port.' }),
  http_port: option(wholeNumber(0, 65_535), 5280, { doc: 'HTTP port; 0 takes any free port.' }),
  http_tls: option(flag(), false, { doc: 'Speak HTTPS on the HTTP port with the XMPP certificate.' }),
  http_trust_proxy: optional(proxies(), {
    doc: 'Address or subnet of a reverse proxy whose X-Forwarded-* headers are believed.',
  }),
  http_public_url: optional(publicUrl(), {
    doc: 'Address of the HTTP port as the world sees it, told to pages that look for the WebSocket (XEP-0156). Without it the address they asked is told, which is wrong behind a proxy that renames hosts.',
  }),
  http_websocket_origins: option(origins(), '', {
    doc: 'Web origins, separated by commas, whose pages may speak XMPP over `/xmpp-websocket` besides those of this very host; `*` is any.',
  }),
};
