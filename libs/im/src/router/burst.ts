import type { Delivery, Session } from '#sessions';
import type { QueuedStanza } from '#stream-management';

/** Without stream management there is no queue that waits for a slow reader: no more bytes than this at once. */
const MAX_UNMANAGED_BYTES = 256 * 1024;

/** What waits for a session that has just become available: as much of it as there is room for, so that none ends of it. */
export class Burst {
  #bytes = 0;
  #over = false;

  constructor(
    private readonly session: Session,
    private readonly delivery: Pick<Delivery, 'offer'>,
  ) {}

  /** False from the first one on for which there is no room: it was not given, and no later one is. One always goes. */
  offer(stanza: QueuedStanza): boolean {
    if (this.#over) return false;
    const many = this.#bytes > 0 && this.#bytes + stanza.bytes > MAX_UNMANAGED_BYTES;
    this.#over = (many && this.session.sm === null) || !this.delivery.offer(this.session, stanza);
    if (!this.#over) this.#bytes += stanza.bytes;
    return !this.#over;
  }
}
