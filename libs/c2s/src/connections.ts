import { Injectable } from '@nestjs/common';

/** How many client connections are open, and whether there is room for one more. */
@Injectable()
export class Connections {
  #open = 0;
  #closing = false;

  get open(): number {
    return this.#open;
  }

  /** False once the server stops: nobody new is let in. */
  get admitting(): boolean {
    return !this.#closing;
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
