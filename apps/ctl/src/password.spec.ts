import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CommandError, UsageError } from './command-error.js';
import { askPassword } from './password.js';
import { Capture } from './testing/cli.js';

/** A terminal at which somebody answers each prompt with the next of `answers`. */
function typing(...answers: string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stdout = new Capture(true);
  const stderr = new Capture(true);
  stderr.on('text', () => {
    if (stderr.text.endsWith(': ')) stdin.write(answers.shift() ?? '\u0004');
  });
  return { stdin, stdout, stderr, env: {}, cwd: '/' };
}

describe('askPassword', () => {
  it('asks twice on a terminal, and echoes nothing', async () => {
    const terminal = typing('hush now\r', 'hush now\r');
    expect(await askPassword(terminal, undefined, 'romeo@localhost')).toBe('hush now');
    expect(terminal.stderr.text).toBe('New password for romeo@localhost: \nAgain: \n');
    expect(terminal.stdout.text).toBe('');
  });

  it('refuses two that differ, none, and an empty one', async () => {
    await expect(askPassword(typing('one\r', 'two\r'), undefined, 'x')).rejects.toThrow('differ');
    await expect(askPassword(typing(), undefined, 'x')).rejects.toThrow(UsageError);
    await expect(askPassword(typing('\r', '\r'), undefined, 'x')).rejects.toThrow('empty');
    await expect(askPassword(typing(), '', 'x')).rejects.toThrow('empty');
  });

  it('stops at Ctrl-C', async () => {
    await expect(askPassword(typing('half\u0003'), undefined, 'x')).rejects.toThrow(CommandError);
    await expect(askPassword(typing('half\u0003'), undefined, 'x')).rejects.toThrow('Interrupted');
  });

  it('asks nothing when the password is given', async () => {
    const terminal = typing();
    expect(await askPassword(terminal, 'given', 'x')).toBe('given');
    expect(terminal.stderr.text).toBe('');
  });
});
