import type { Terminal } from '../terminal.js';
import { duration } from './words.js';

const BAR = 30;

export interface Progress {
  /** `done` of all items are finished now. */
  at(done: number): void;
  /** Leaves the terminal on a fresh line. */
  end(): void;
}

/** Progress over `total` items: a bar that redraws itself on a terminal, elsewhere a plain line at every tenth. */
export function startProgress(
  { stderr }: Pick<Terminal, 'stderr'>,
  total: number,
  now: () => number = Date.now,
): Progress {
  const startedAt = now();
  const left = (done: number) =>
    done === 0 || done >= total
      ? ''
      : `, about ${duration(((now() - startedAt) * (total - done)) / done)} left`;
  if (stderr.isTTY) {
    let drawn = false;
    return {
      at: (done) => {
        const filled = Math.round((BAR * done) / total);
        const bar = '#'.repeat(filled).padEnd(BAR, '.');
        stderr.write(`\r[${bar}] ${done}/${total}${left(done)}\u001b[K`);
        drawn = true;
      },
      end: () => {
        if (drawn) stderr.write('\n');
      },
    };
  }
  let told = 0;
  return {
    at: (done) => {
      const tenth = Math.floor((10 * done) / total);
      if (tenth <= told) return;
      told = tenth;
      stderr.write(`${done} of ${total}${left(done)}\n`);
    },
    end: () => undefined,
  };
}
