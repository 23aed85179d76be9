import { Inject, Injectable, Logger } from '@nestjs/common';
import { EVENT_LOOP, type EventLoop } from '#ports';
import { ackAnswer } from '#stream-management';
import { OfflineMessages } from './offline-messages.js';
import type { Session } from './session.js';
import { SessionJournal } from './session-journal.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { OutboxTurn } from './turn.js';

/** Clients have this long to close behind our last word; then their sessions sleep all the same. */
const PATIENCE = 2_000;

/**
 * What becomes of the sessions when the server stops. With a journal they sleep on in it: every client gets a final `<a/>`
 * and loses its TCP connection without a stream error, so that it resumes. Without one they end: sleepers first, while
 * those who must hear of their undelivered stanzas are still connected; each h is stored, so that a late `<resume/>`
 * after the restart learns it.
 */
@Injectable()
export class Shutdown {
  readonly #logger = new Logger('Shutdown');

  constructor(
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly turn: OutboxTurn,
    private readonly journal: SessionJournal,
    private readonly offline: OfflineMessages,
    @Inject(EVENT_LOOP) private readonly loop: EventLoop,
  ) {}

  stop(): Promise<void> {
    return this.journal.recording ? this.#sleepAll() : this.#endAll();
  }

  async #sleepAll(): Promise<void> {
    const awake = [...this.registry.all()].filter((session) => session.connection !== null);
    this.runner.stopping = true;
    this.#hangUp(awake);
    let waiting = true;
    this.loop.after(PATIENCE, () => {
      waiting = false;
    });
    while (waiting && awake.some((session) => session.connection !== null))
      await new Promise<void>((resolve) => this.loop.after(10, resolve));
    for (const session of awake)
      if (session.connection !== null) this.runner.lose(session, 'connection-lost');
    await new Promise<void>((resolve) => this.turn.whenSafe(resolve));
    // What they left to stores is in the journal; but what can be written now need not be at the next start.
    await Promise.race([
      this.offline.idle(),
      new Promise<void>((resolve) => this.loop.after(PATIENCE, resolve)),
    ]);
    this.#logger.log(`${this.registry.size} sessions sleep on, ${awake.length} of them were connected`);
  }

  async #endAll(): Promise<void> {
    const asleep = [...this.registry.all()].filter((session) => session.connection === null);
    await this.#end(asleep);
    this.turn.run();
    let [ended, unacked] = [asleep.length, 0];
    // Again until nobody is left: connections that stand may still bind, or lose their session to sleep, while others end.
    while (this.registry.size > 0) {
      const sessions = [...this.registry.all()];
      for (const { connection, sm } of sessions) if (connection !== null) unacked += sm?.outbound.length ?? 0;
      this.#hangUp(sessions);
      await this.#end(sessions);
      ended += sessions.length;
    }
    this.#logger.log(
      `${ended} sessions ended, ${asleep.length} of them asleep; ${unacked} stanzas to connected clients were unacknowledged`,
    );
  }

  #hangUp(sessions: readonly Session[]): void {
    for (const { connection, sm } of sessions)
      connection?.hangUp(sm === null ? null : ackAnswer(sm.namespace, sm.inbound.safe));
    this.turn.run();
  }

  async #end(sessions: readonly Session[]): Promise<void> {
    await Promise.all(sessions.map((session) => this.runner.end(session, 'shutdown')));
  }
}
