import type { Element } from './element.js';

/** `starttls` and `plaintext` use the c2s port, `tls` the direct-TLS port, `websocket` the HTTP port. */
export type Transport = 'plaintext' | 'starttls' | 'tls' | 'websocket';

/** The two ways every conversation is held: STARTTLS over TCP as most clients do, and WebSocket. */
export const TRANSPORTS = ['starttls', 'websocket'] as const satisfies readonly Transport[];

export type WireEvent =
  | { readonly kind: 'header'; readonly element: Element }
  | { readonly kind: 'element'; readonly element: Element }
  /** `</stream:stream>` or `<close/>`. */
  | { readonly kind: 'close' }
  /** The connection is gone; nothing follows. */
  | { readonly kind: 'end' };

/** One connection, below the stream: what goes out is text, what comes in is {@link WireEvent}s. */
export interface Wire {
  /** Opens or restarts the stream: a header over TCP, `<open/>` over WebSocket. */
  openStream(to: string): void;
  closeStream(): void;
  /** Sends one element of the stream, given as XML that may leave `jabber:client` unsaid. */
  send(xml: string): void;
  /** Sends exactly this, malformed or not: bytes over TCP, one message over WebSocket. */
  sendRaw(data: string | Buffer): void;
  /** TCP only: the client's half of STARTTLS, after `<proceed/>`; resolves when TLS stands. */
  secure(): Promise<void>;
  /** Loses the network: RST and silence, as a crashed phone would (XEP-0198 §5). */
  cut(): void;
  /** Ends the TCP connection by FIN, without closing the stream. */
  hangUp(): void;
  /** Stops reading, as a peer whose window is full. */
  stall(): void;
}
