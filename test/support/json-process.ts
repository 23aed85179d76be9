import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Inbox } from './inbox.js';

const PATIENCE = 20_000;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A child process that takes commands and reports events, one JSON object per line on stdin and stdout. */
export class JsonProcess<Event extends { readonly event: string }> {
  readonly #inbox = new Inbox<Event>();
  readonly #history: string[] = [];
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    running.add(child);
    this.#child = child;
    this.#closed = once(child, 'close').then(() => running.delete(child));
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stderr }).on('line', (line) => this.#history.push(`!! ${line}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      // What one that is being killed was about to say may be half a line.
      if (child.killed) return;
      this.#history.push(`<< ${line}`);
      this.#inbox.push(JSON.parse(line) as Event);
    });
  }

  send(command: object): void {
    const line = JSON.stringify(command);
    this.#history.push(`>> ${line}`);
    this.#child.stdin?.write(`${line}\n`);
  }

  /** The next event of this kind; others on the way are read and passed to `meanwhile`. */
  async event<K extends Event['event']>(
    kind: K,
    meanwhile: (event: Event) => void = () => undefined,
  ): Promise<Extract<Event, { event: K }>> {
    for (;;) {
      const event = await this.next(`'${kind}'`);
      if (event.event === kind) return event as Extract<Event, { event: K }>;
      meanwhile(event);
    }
  }

  /** The next event, whichever it is; `wanted` is what a complaint says did not come. */
  next(wanted: string): Promise<Event> {
    return this.#inbox.next(
      PATIENCE,
      () => `${wanted} did not come. What happened:\n${this.#history.slice(-60).join('\n')}`,
    );
  }

  async dispose(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#closed;
  }
}
