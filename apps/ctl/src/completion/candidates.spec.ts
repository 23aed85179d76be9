import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { buildProgram } from '../program.js';
import { Capture } from '../testing/cli.js';
import { candidates } from './candidates.js';

const terminal = {
  stdin: new PassThrough(),
  stdout: new Capture(),
  stderr: new Capture(),
  env: {},
  cwd: '/',
};
const after = (...typed: string[]) => candidates(buildProgram(terminal), typed);

it('knows commands, options and choices from the program itself', () => {
  expect(after('wat').words).toEqual(['watch']);
  expect(after('').words).not.toContain('__complete');
  expect(after('session', 'li').words).toEqual(['list']);
  expect(after('--config', 'x.yaml', 'session', 'list', '--st').words).toEqual(['--state']);
  expect(after('session', 'list', '--state', '').words).toEqual(['connected', 'hibernating', 'ending']);
  expect(after('limits', 'set', 'romeo@localhost', 'smacks_hib').words).toEqual(['smacks_hibernation_time']);
});

it('asks the server for JIDs and ids of sessions', () => {
  expect(after('limits', 'show', '').ask).toBe('users');
  expect(after('session', 'kill', '').ask).toBe('sessions');
  expect(after('events', '--session', '').ask).toBe('sessions');
  expect(after('key', 'revoke', '').ask).toBeUndefined();
});
