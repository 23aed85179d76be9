import { Inject, Injectable } from '@nestjs/common';
import { JOURNAL, type JournalPort } from '#ports';
import type { StreamError } from '#stream';
import type { Wire } from './wire.js';

/**
 * While the journal's disk takes nothing, nothing more is read, so that what has been read fits in memory until it can
 * be made safe; and nobody new is let in.
 */
@Injectable()
export class Strain {
  readonly #paused = new Set<Wire>();

  constructor(@Inject(JOURNAL) private readonly journal: JournalPort) {
    journal.onStrained((strained) => {
      if (!strained) this.#release();
    });
  }

  get on(): boolean {
    return this.journal.strained;
  }

  get refusal(): StreamError {
    return { condition: 'resource-constraint', text: 'the disk is full or does not answer; try again later' };
  }

  /** The wire was read from: not again before the strain is over. */
  pause(wire: Wire): void {
    if (this.#paused.has(wire)) return;
    this.#paused.add(wire);
    wire.pauseReading();
  }

  forget(wire: Wire): void {
    this.#paused.delete(wire);
  }

  #release(): void {
    const wires = [...this.#paused];
    this.#paused.clear();
    for (const wire of wires) wire.resumeReading();
  }
}
