import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError, UsageError } from './command-error.js';
import type { Terminal } from './terminal.js';

/**
 * The password for a command: as given, typed twice and unseen on a terminal, or the first line of what is piped in.
 * It is never written anywhere.
 */
export async function askPassword(
  terminal: Terminal,
  given: string | undefined,
  forWhom: string,
): Promise<string> {
  const password = given ?? (terminal.stdin.isTTY ? await typed(terminal, forWhom) : await piped(terminal));
  if (password === '') throw new UsageError('The password is empty.');
  return password;
}

async function typed(terminal: Terminal, forWhom: string): Promise<string> {
  const first = await question(terminal, `New password for ${forWhom}: `);
  const second = await question(terminal, 'Again: ');
  if (first !== second) throw new CommandError('The two passwords differ; nothing was changed.');
  return first;
}

function question({ stdin, stderr }: Terminal, prompt: string): Promise<string> {
  // Readline turns the terminal's echo off and writes its own; into this it is not seen.
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: true });
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('SIGINT', () => reject(new CommandError('Interrupted; nothing was changed.')));
    lines.once('close', () => reject(new UsageError('No password was given.')));
    stderr.write(prompt);
  }).finally(() => {
    lines.close();
    stderr.write('\n');
  });
}

async function piped({ stdin }: Terminal): Promise<string> {
  const lines = createInterface({ input: stdin, terminal: false });
  for await (const line of lines) return line;
  throw new UsageError('No password was given: use --password, or pipe it in.');
}
