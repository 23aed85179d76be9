import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authenticate, becomeAvailable, bind, enable, openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import type { XmlClient } from '../../support/xml-client.js';
import { documentedCommands, Shell } from './documented-commands.js';

const stage = openStage();
let shell: Shell;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dormouse-docs-'));
  shell = new Shell(stage.server, dir);
  await shell.open();
  for (const name of ['romeo', 'juliet']) await stage.server.addAccount(`${name}@localhost`, `${name}'s own`);
}, 120_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

async function signIn(user: string, resource: string): Promise<XmlClient> {
  const client = await stage.connect('starttls');
  await openSecureStream(client);
  await authenticate(client, user, `${user}'s own`);
  await bind(client, resource);
  await enable(client, true);
  await becomeAvailable(client);
  return client;
}

it('each documented task does what it says on a server with clients', async () => {
  const juliet = await signIn('juliet', 'balcony');
  for (const resource of ['orchard', 'street', 'tomb']) await (await signIn('romeo', resource)).hangUp();
  juliet.send(`<message to='romeo@localhost/orchard' type='chat'><body>O</body></message>`);
  await juliet.expectNothing();

  const said = new Map<string, string>();
  for (const block of await documentedCommands('operations.md', '## Tasks')) {
    const { code, out, err } = await shell.run(block);
    expect({ block, code, err: code === 0 ? '' : err }).toEqual({ block, code: 0, err: '' });
    said.set(block, out);
  }
  const of = (words: string) => [...said].find(([block]) => block.includes(words))?.[1] ?? '';
  expect(of('session list --state hibernating')).toMatch(/romeo@localhost {2}connection-lost/);
  expect(of('session extend')).toMatch(/ sleeps until /);
  expect(of('limits preview')).toContain('1 session would be evicted');
  expect(of('bulk run')).toMatch(/done: 2 of 2 done, 0 failed/);
  expect(of('bulk run')).toContain('Forgot 3 sessions of romeo@localhost.');
  expect(of('settings undo')).toContain('smacks_hibernation_time is 200 now');
  expect(of('operator add')).toMatch(/anna is operator with peek now\.[\s\S]*domain +localhost/);
  expect(
    of('watch overview')
      .split('\n')
      .filter(Boolean)
      .map((line) => Object.keys(JSON.parse(line))),
  ).toEqual([
    ['at', 'rows', 'offset', 'total'],
    ['at', 'overview'],
  ]);
  expect(of('node drain')).toMatch(/is draining\.\nNode .* is ready\./);
  expect(of('audit list')).toMatch(/cli .* node-admit|operator-add/);

  for (const block of await documentedCommands('api.md')) {
    const { code, out, err } = await shell.run(block);
    expect({ block, code, said: code === 0 ? '' : out + err }).toEqual({ block, code: 0, said: '' });
  }
  expect((await shell.run('cat limits.json')).out).toContain('juliet@localhost');
}, 400_000);

it('bash completes commands, choices, JIDs and ids of the running server', async () => {
  await signIn('juliet', 'window');
  const { out } = await shell.run(`source <(dormouse completion bash)
    complete_last() { COMP_WORDS=(dormouse "$@") COMP_CWORD=$#; _dormouse; printf '%s\\n' "\${COMPREPLY[@]}"; }
    complete_last sess
    complete_last session list --state hi
    complete_last limits show jul
    id=$(dormouse session list -q --limit 1)
    [ "$(complete_last session kill "$id")" = "$id" ] && echo same`);
  expect(out).toBe('session\nhibernating\njuliet@localhost\nsame\n');
}, 120_000);

it('tells of events as they happen', async () => {
  let over = false;
  const follow = 'dormouse events --follow --json --kind session-opened --user juliet@localhost --updates 1';
  const following = shell.run(follow).finally(() => {
    over = true;
  });
  // Whatever happens before it listens is not its business, so there is always one more to tell of.
  for (let i = 0; i < 500 && !over; i += 1) {
    const client = await signIn('juliet', 'garden');
    await client.hangUp();
  }
  const { code, out } = await following;
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ kind: 'session-opened', user: 'juliet@localhost' });
}, 120_000);

it('as a key of a lesser role it watches, and is refused the rest with the documented exit codes', async () => {
  const key = (await shell.run('dormouse key add looker --role viewer')).out.trim();
  const looker = `export DORMOUSE_URL=http://127.0.0.1:5280 DORMOUSE_API_KEY=${key};`;
  const watched = await shell.run(`${looker} dormouse watch sessions --updates 1`);
  expect(watched).toMatchObject({ code: 0, out: expect.stringContaining('"rows":[') });
  const codes = await shell.run(`${looker}
    dormouse key list || printf '%s ' $?
    dormouse session kill nobody --reason x || printf '%s ' $?
    dormouse session show nobody || printf '%s ' $?
    dormouse --url http://127.0.0.1:1 overview || printf '%s ' $?`);
  expect(codes.out).toBe('6 6 4 3 ');
}, 120_000);
