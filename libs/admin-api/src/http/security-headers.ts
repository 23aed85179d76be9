import type { IncomingMessage } from 'node:http';
import helmet from 'helmet';

/**
 * Response headers that keep the dashboard to itself: everything from this origin, nothing inline but styles (Mantine sets
 * them on elements; without 'unsafe-inline' it draws nothing right), no framing. The WebSocket origins are spelt out since
 * older Safari does not count ws: as 'self'.
 */
export function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", (request) => webSocketsOf(request)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Under helmet's own no-referrer browsers send `Origin: null` with what is not a CORS request (Fetch standard, "append a
    // request Origin header"), and our own pages would look foreign to us.
    referrerPolicy: { policy: 'same-origin' },
    // Browsers remember HSTS for a host name on every port: on localhost it would break other people's servers. Who
    // publishes the dashboard sets it in the reverse proxy.
    strictTransportSecurity: false,
  });
}

/** Only a plain host gets into the header: the client chose this text. */
function webSocketsOf({ headers: { host } }: IncomingMessage): string {
  return host !== undefined && /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
