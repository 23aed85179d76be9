import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { becomes } from '../soak/patience.mjs';
import { TcpWire } from '../soak/wire.mjs';
import { Scene } from './scene.mjs';
import { Server } from './server.mjs';

const DISK_BYTES = 16 * 1024 * 1024;
/** What the filler leaves for the journal to grow into, bytes. */
const LEFT_FREE = 1024 * 1024;
/** Of one message, bytes; so many at a time, and so many at most. */
const BODY = 2000;
const BURST = 20;
const MESSAGES = 20_000;

let folder;
let disk;
let server;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-disk-'));
  disk = join(folder, 'disk');
  mkdirSync(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0)
    throw new Error(`this test mounts a small tmpfs, which takes root: ${mounted.stderr ?? mounted.error}`);
  server = new Server(
    { SMACKS_MAX_QUEUE_STANZAS: 'none', SMACKS_MAX_QUEUE_BYTES: 'none' },
    join(disk, 'data'),
  );
  await server.addAccounts(['romeo', 'juliet']);
});
afterEach(async () => {
  await server?.dispose();
  spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

const free = () => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};
const filler = () => join(disk, 'filler');

/** What a stream that begins now is told: its features, or the error that ends it. */
async function firstWords() {
  const wire = await TcpWire.open(server.world);
  try {
    wire.send(wire.header('localhost'));
    return await wire.read();
  } finally {
    wire.destroy();
  }
}

/** Romeo writes to Juliet, who sleeps, so all of it stays in the journal: until nobody new is let in. */
async function fill(scene) {
  let sent = 0;
  for (let told = ''; !told.includes('<resource-constraint'); told = await firstWords()) {
    expect(sent, 'the disk never got full').toBeLessThan(MESSAGES);
    scene.say(0, 1, BURST, BODY);
    sent += BURST;
    await pause(5);
  }
  return sent;
}

it.each(['goes on by itself', 'goes on after it was killed'])(
  'a server whose disk is full takes nothing more, loses nothing, and when there is room again %s',
  { timeout: 120_000 },
  async (end) => {
    await server.start();
    const scene = new Scene(server, ['romeo', 'juliet']);
    await scene.enter();
    const [romeo, juliet] = scene.clients;
    juliet.drop('rst');
    writeFileSync(filler(), Buffer.alloc(free() - LEFT_FREE));
    const sent = await fill(scene);

    // What is on its way is still handled; then nothing more is, and what is asked stays unanswered.
    let asked = 0;
    const unanswered = async () => {
      const { handled } = romeo.life;
      scene.say(0, 1, 1);
      asked++;
      expect(await firstWords()).toContain('<resource-constraint');
      return romeo.life.handled === handled;
    };
    expect(await becomes(unanswered)).toBe(true);
    expect(await unanswered()).toBe(true);
    expect(romeo.life.handled).toBeLessThan(romeo.life.sent);

    if (end === 'goes on after it was killed') await server.kill();
    rmSync(filler());
    if (end === 'goes on after it was killed') expect(await server.start()).toBeDefined();
    expect(await becomes(async () => (await firstWords()).includes('<stream:features'))).toBe(true);
    await juliet.gain();
    const { found, totals } = await scene.end();
    expect(found).toBe('');
    expect(totals).toMatchObject({ sent: sent + asked, received: sent + asked });
  },
);
