import { type Element, serialize } from '#xml';
import type { StreamHost } from './stream-host.js';

/** One stream's part in registration, before anybody has authenticated on it (XEP-0077 §3.1.1). */
export class RegistrationExchange {
  #registered = false;

  constructor(private readonly connection: StreamHost) {}

  /** False when the stanza is about something else, or would send a password in the clear. */
  takes(stanza: Element): boolean {
    const { connection } = this;
    const { wire, services } = connection;
    const confidential = wire.confidential || services.c2s.allowPlaintext;
    if (!confidential || !services.registration.takes(stanza)) return false;
    wire.hold();
    services.registration
      .receive(stanza, connection.address, this.#registered)
      .then(({ answer, registered }) => {
        this.#registered ||= registered;
        if (answer !== undefined && !connection.ending) connection.send(serialize(answer));
        wire.release();
      })
      .catch((error) => connection.broke(error));
    return true;
  }
}
