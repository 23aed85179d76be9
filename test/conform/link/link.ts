import type { Element } from '../../support/element.js';

/** What a connection brings, in order. */
export type LinkEvent =
  | { readonly kind: 'header'; readonly element: Element }
  | { readonly kind: 'element'; readonly element: Element }
  /** `</stream:stream>` or `<close/>`. */
  | { readonly kind: 'close' }
  /** What came is not XML as RFC 6120 §11 or RFC 7395 §3.3 have it. */
  | { readonly kind: 'malformed'; readonly reason: string }
  /** The connection is gone; nothing follows. */
  | { readonly kind: 'end' };

export type Report = (event: LinkEvent) => void;

/** One connection below the stream, to a server that need not be ours: whatever it does is an event, nothing throws. */
export interface Link {
  /** Opens or restarts the stream. */
  openStream(domain: string): void;
  closeStream(): void;
  /** Elements of the stream in one write (TCP) or as one message each (WebSocket). */
  send(...xml: readonly string[]): void;
  /** Text that is no element. */
  sendBroken(text: string): void;
  /** A sign of life that is no stanza: a space over TCP (RFC 6120 §4.6.1), a ping frame over WebSocket (RFC 7395 §3.8). */
  keepAlive(): void;
  /** TCP: the client's half of STARTTLS after `<proceed/>`. */
  secure(domain: string): Promise<void>;
  /** RST. */
  cut(): void;
  /** FIN on the bare TCP connection, without a word of TLS or WebSocket. */
  hangUp(): void;
  /** The end of the layer between TCP and XMPP: TLS close_notify, or a WebSocket close frame; no stream close. */
  farewell(): void;
}
