import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, EVENT_LOOP, type EventLoop } from '#ports';
import { type Piece, Slices } from './slices.js';

/**
 * Long reads for operators, in slices of their own: reads wait for each other, so that however many ask, one round of
 * the event loop holds one slice, and no end of a session waits behind them.
 */
@Injectable()
export class SlicedReads {
  readonly #slices: Slices;

  constructor(@Inject(CLOCK) clock: Clock, @Inject(EVENT_LOOP) loop: EventLoop) {
    this.#slices = new Slices(clock, loop);
  }

  /** Resolves when a piece answers that there is no more; rejects with what a piece throws. */
  run(piece: Piece): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#slices.run(() => {
        try {
          if (piece()) return true;
          resolve();
        } catch (error) {
          reject(error as Error);
        }
        return false;
      });
    });
  }
}
