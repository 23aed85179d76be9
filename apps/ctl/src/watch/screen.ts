import type { Terminal } from '../terminal.js';

/** Clears the terminal and writes from its top, no more lines than it has. */
export function redraw({ stdout }: Terminal, text: string): void {
  const lines = text.split('\n').slice(0, Math.max(1, (stdout.rows ?? 24) - 1));
  stdout.write(`\u001b[H${lines.map((line) => `${line}\u001b[K`).join('\n')}\u001b[J\n`);
}
