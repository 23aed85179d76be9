import { expect, it } from 'vitest';
import { TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';

it('a setting that somebody changed since it was looked at is left alone', async () => {
  const cli = await TestCli.create();
  await startTestServer(cli.dataDir);
  const { version } = (await cli.json('settings', 'show', 'smacks_hibernation_time')) as { version: string };
  const set = ['settings', 'set', 'smacks_hibernation_time', '120', '--if-version', version];
  expect(await cli.ok(...set)).toMatch(/^smacks_hibernation_time is 120 now/);
  expect(await cli.run(set)).toMatchObject({ code: 5, err: expect.stringContaining('Somebody else') });
  expect(await cli.ok('settings', 'undo', 'smacks_hibernation_time')).toContain('from default');
});

it('answers programs with one JSON value where there is nothing to tell', async () => {
  const cli = await TestCli.create();
  await startTestServer(cli.dataDir);
  const add = ['operator', 'add', 'anna', '--role', 'viewer', '--password', 'correct horse'];
  expect(await cli.json(...add)).toMatchObject({ username: 'anna', role: 'viewer' });
  expect(await cli.json('operator', 'remove', 'anna')).toEqual({ outcome: 'done' });
  expect((await cli.run(['operator', 'remove', 'anna'])).code).toBe(4);
});

it('revokes a key by the name it was given, or by its id', async () => {
  const cli = await TestCli.create();
  await startTestServer(cli.dataDir);
  for (const name of ['nightly', 'hourly']) await cli.ok('key', 'add', name, '--role', 'viewer');
  const keys = async () => (await cli.json('key', 'list')) as { id: string; name: string }[];
  expect(await cli.ok('key', 'revoke', 'nightly')).toBe('Revoked the key nightly.\n');
  const left = await keys();
  expect(left.map(({ name }) => name)).toEqual(['hourly']);
  await cli.ok('key', 'revoke', left[0]?.id ?? '');
  expect(await keys()).toEqual([]);
  expect((await cli.run(['key', 'revoke', 'nightly'])).code).toBe(4);
});

it('needs a server for what only a server knows', async () => {
  const cli = await TestCli.create();
  for (const args of [['overview'], ['events'], ['settings', 'list'], ['watch', 'overview']]) {
    expect(await cli.run(args)).toMatchObject({ code: 3, out: '' });
  }
});
