import { Injectable, Logger } from '@nestjs/common';
import { ackAnswer } from '#stream-management';
import type { Session } from './session.js';
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
    const asleep = [...this.registry.all()].filter((session) => session.connection === null);
    await this.#end(asleep);
    this.turn.run();
    let [ended, unacked] = [asleep.length, 0];
    // Again until nobody is left: connections that stand may still bind, or lose their session to sleep, while others end.
    while (this.registry.size > 0) {
      const sessions = [...this.registry.all()];
      for (const { connection, sm } of sessions) {
        if (connection === null) continue;
        unacked += sm?.outbound.length ?? 0;
        connection.hangUp(sm === null ? null : ackAnswer(sm.namespace, sm.inbound.safe));
      }
      this.turn.run();
      await this.#end(sessions);
      ended += sessions.length;
    }
    this.#logger.log(
      `${ended} sessions ended, ${asleep.length} of them asleep; ${unacked} stanzas to connected clients were unacknowledged`,
    );
  }

  async #end(sessions: readonly Session[]): Promise<void> {
    await Promise.all(sessions.map((session) => this.runner.end(session, 'shutdown')));
  }
}
