/** How often a step that takes time is reported where there is no terminal to redraw. */
const LINE_EVERY = 15_000;

const elapsed = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/** A line per step on stderr: redrawn with the time it has taken on a terminal, repeated every 15 s elsewhere. */
export class Progress {
  #started = Date.now();
  #quiet;
  #worked = false;

  constructor(quiet, out = process.stderr) {
    this.#quiet = quiet;
    this.out = out;
  }

  /** Runs one step. `note` in the callback changes what is said from then on. */
  async step(title, work) {
    this.#worked = true;
    const started = Date.now();
    let text = title;
    const draw = () => this.out.write(`\r\x1b[2K  ${text} (${elapsed(started)})`);
    const print = () => this.out.write(`  ${text} (${elapsed(started)})\n`);
    const tty = this.out.isTTY === true;
    if (tty) draw();
    else this.out.write(`  ${text}\n`);
    const timer = setInterval(tty ? draw : print, tty ? 1000 : LINE_EVERY);
    const note = (next) => {
      text = next;
      if (tty) draw();
      else this.out.write(`  ${text}\n`);
    };
    try {
      const result = await work(note);
      this.out.write(`${tty ? '\r\x1b[2K' : ''}  ${text}: done in ${elapsed(started)}\n`);
      return result;
    } catch (error) {
      if (tty) this.out.write('\n');
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** Something worth a line although it is no work. */
  say(text) {
    this.out.write(`  ${text}\n`);
  }

  /** Says that all is there; quiet runs that had nothing to do say nothing at all. */
  finish() {
    if (this.#worked) this.out.write(`  set-up finished in ${elapsed(this.#started)}\n`);
    else if (!this.#quiet) this.out.write('  set-up: everything is up to date\n');
  }
}
