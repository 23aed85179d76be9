import { Injectable } from '@nestjs/common';
import type { NodeControl } from '#ports';

/** How many client connections are open, and whether there is room for one more. */
@Injectable()
export class Connections implements NodeControl {
  drained = false;
  #open = 0;
  #closing = false;

  get open(): number {
    return this.#open;
  }

  /** False while an operator has drained the server, and once it stops: nobody new is let in. */
  get admitting(): boolean {
    return !this.#closing && !this.drained;
  }

  stopAdmitting(): void {
    this.#closing = true;
  }

  entered(): void {
    this.#open++;
  }

  left(): void {
    this.#open--;
  }
}
