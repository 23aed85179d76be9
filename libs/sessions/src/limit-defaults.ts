import { Inject, Injectable, Logger } from '@nestjs/common';
import { ConfigurationChanges } from '#config';
import { CLOCK, type Clock, EVENT_LOOP, type EventLoop } from '#ports';
import { Actions } from './actions.js';
import { SessionRegistry } from './session-registry.js';
import { UserLimits } from './user-limits.js';

/** How long a slice may hold the event loop, in ms. */
const SLICE = 3;

/**
 * Defaults of limits that are changed while the server runs hold at once for every session that is there, whatever their
 * number: slice by slice. Who has no session is looked at when the next one ends.
 */
@Injectable()
export class LimitDefaults {
  readonly #logger = new Logger('LimitDefaults');
  /** Counts the changes: a walk that a newer change has overtaken stops. */
  #change = 0;

  constructor(
    changes: ConfigurationChanges,
    private readonly limits: UserLimits,
    private readonly actions: Actions,
    private readonly registry: SessionRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EVENT_LOOP) private readonly loop: EventLoop,
  ) {
    changes.on('smacks', () => {
      if (this.limits.refresh()) this.#walk(++this.#change, undefined);
    });
  }

  #walk(change: number, after: string | undefined): void {
    if (change !== this.#change) return;
    const until = this.clock.monotonic() + SLICE;
    let last = after;
    for (const session of this.registry.from(after)) {
      last = session.id;
      // Its user's other sessions may have come before and taken it along.
      if (session.limits !== this.limits.of(session.bareJid)) this.#apply(session.bareJid);
      if (this.clock.monotonic() >= until) {
        this.loop.soon(() => this.#walk(change, last));
        return;
      }
    }
  }

  #apply(bareJid: string): void {
    this.actions.apply(bareJid).catch((error: unknown) => {
      this.#logger.error(`the limits of ${bareJid} could not be applied: ${String(error)}`);
    });
  }
}
