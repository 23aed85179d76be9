import { Injectable, Logger } from '@nestjs/common';
import { ackAnswer } from '#stream-management';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { OutboxTurn } from './turn.js';

/**
 * The end of all sessions when the server stops without a journal: sleepers first, while those who must hear of
 * their undelivered stanzas are still connected; then every client gets a final `<a/>` and loses its TCP
 * connection without a stream error. Each h is stored, so that a late `<resume/>` after the restart learns it.
 */
@Injectable()
export class Shutdown {
  readonly #logger = new Logger('Shutdown');

  constructor(
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly turn: OutboxTurn,
  ) {}

  async endAll(): Promise<void> {
    const sessions = [...this.registry.all()];
    const asleep = sessions.filter((session) => session.connection === null);
    await Promise.all(asleep.map((session) => this.runner.end(session, 'shutdown')));
    this.turn.run();

    const connected = sessions.filter((session) => session.connection !== null);
    let unacked = 0;
    for (const { connection, sm } of connected) {
      unacked += sm?.outbound.length ?? 0;
      connection?.hangUp(sm === null ? null : ackAnswer(sm.namespace, sm.inbound.safe));
    }
    this.turn.run();
    await Promise.all(connected.map((session) => this.runner.end(session, 'shutdown')));
    this.#logger.log(
      `${sessions.length} sessions ended, ${asleep.length} of them asleep; ${unacked} stanzas to connected clients were unacknowledged`,
    );
  }
}
