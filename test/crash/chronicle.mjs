import { openSync, writeSync } from 'node:fs';
import { now } from './clock.mjs';

/**
 * What one client says of its own, a JSON array per line at the end of a file: when (see `now`), what, and its particulars.
 * It is all the judge gets. Of the client, in the order in which it happened:
 *
 *   life NUMBER MAX      a session with stream management began; seconds it may sleep
 *   up / gone WHY        a connection carries the session, or does not any more
 *   send ID              a stanza was counted and is about to be written for the first time in this life
 *   got ID TYPE          a stanza was read and counted
 *   told H               an h of ours was put on the wire
 *   h H                  the server's h in an `<a/>`
 *   resume               `<resume/>` was put on the wire
 *   resumed H            the answer
 *   refused CONDITION H  the other answer; h null where none was told
 *   kept N               the private fragment as it is in the end
 *   error XML            a stream error
 *   fault TEXT           what may not happen at all
 *
 * And of who ends the server: `begun`, `ready`, `kill`, `stop`.
 */
export class Chronicle {
  #file;

  constructor(path) {
    this.#file = openSync(path, 'a');
  }

  /** Written before this returns, so what a line says cannot come before the line; answers when. */
  note(...what) {
    const at = now();
    writeSync(this.#file, `${JSON.stringify([at, ...what])}\n`);
    return at;
  }
}
