import type { Session, SessionConnection } from '#sessions';
import type { StreamError } from '#stream';
import type { ConnectionServices } from './connection-services.js';
import type { Wire } from './wire.js';

/** What the parts of a stream (negotiation, the bound stream) may do to the connection they belong to. */
export interface StreamHost extends SessionConnection {
  readonly services: ConnectionServices;
  readonly wire: Wire;
  /** Our last word is said or being said; what still comes in is not looked at. */
  readonly ending: boolean;
  /** A session lives on this stream from here on: the negotiation is over. `lang` is that of the client's header. */
  carry(session: Session, lang: string | undefined): void;
  /** Our stream header; `to` and `lang` as the client gave them. */
  sendHeader(to: string | undefined, lang: string | undefined): void;
  /** Writes what is due without waiting for the end of the turn: TLS begins behind `<proceed/>`. */
  flush(): void;
  /** The peer broke a rule: its session, if any, sleeps; the connection ends with the error. */
  violate(error: StreamError): void;
  /** We broke a rule. */
  broke(error: unknown): void;
}
