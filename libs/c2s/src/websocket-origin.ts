import type { IncomingMessage } from 'node:http';

/**
 * Whether a page may speak XMPP through a visitor's browser: pages of this very host and port, and those named in
 * `http_websocket_origins` (`*`: any). A request without Origin comes from no browser.
 */
export function originAllowed({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes('*') || allowed.includes(origin)) return true;
  try {
    return new URL(origin).host === host?.toLowerCase();
  } catch {
    return false;
  }
}
