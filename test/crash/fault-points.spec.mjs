import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scene } from './scene.mjs';
import { Server } from './server.mjs';

/** The steps of a turn and their neighbours: between every two that follow each other there is a point. */
const STEPS = [
  'read before',
  'read after',
  'append before',
  'append half',
  'append after',
  'message before',
  'message after',
  'answer before',
  'answer after',
  'resumed before',
  'resumed after',
];
const times = (points, occurrences, rest = {}) =>
  points.flatMap((point) => occurrences.map((occurrence) => ({ point, occurrence, ...rest })));
/** Around the commit of what is stored while h waits for it. */
const COMMIT = ['statement before', 'commit after'];

/** Rounds of talk that pass every point often enough. */
const ROUNDS = 40;
/** Starts until one changes no file of the journal any more. */
const STARTS = 40;

let server;
let scenes = 0;
const SCENES = 60;

/** A server with the fault points in it, for the tests of a block. */
function openServer(settings) {
  beforeAll(async () => {
    scenes = 0;
    server = new Server({ SMACKS_ON_EXPIRY: 'offline', ...settings });
    const users = Array.from({ length: SCENES }, (_, i) => [`romeo${i}`, `juliet${i}`, `mercutio${i}`]);
    await server.addAccounts(users.flat());
    await server.start({});
  });
  afterAll(() => server.dispose());
}

/** @param present who is there from the beginning */
async function openScene(present = 3) {
  const i = scenes++;
  const scene = new Scene(server, [`romeo${i}`, `juliet${i}`, `mercutio${i}`], { [`mercutio${i}`]: 1 });
  await scene.enter(present);
  return scene;
}

/** One round: awake, behind a stanza that waits for the database, to one who sleeps, and to one who comes back. */
async function talk(scene) {
  const [romeo, juliet] = scene.clients;
  await romeo.gain();
  await juliet.gain();
  scene.store(0);
  scene.say(0, 1, 3);
  scene.say(1, 0, 2);
  await Promise.all([romeo.quiet(), juliet.quiet()]);
  juliet.drop('rst');
  scene.say(0, 1, 2);
  await romeo.quiet();
  await juliet.gain();
  scene.say(1, 0, 1);
  await juliet.quiet();
}

/** Talks until the server has killed itself, starts it again, and goes on. */
async function talkInto(fault) {
  const scene = await openScene();
  await server.arm(fault);
  let talking;
  let dead = false;
  const death = server.ended.then(({ signal }) => (dead = signal === 'SIGKILL'));
  for (let round = 0; !dead && round < ROUNDS; round++) {
    talking = talk(scene);
    await Promise.race([talking, death]);
  }
  expect(dead, 'the point was never passed').toBe(true);
  await server.start({});
  // What was interrupted goes on at the server that came back.
  await talking;
  await talk(scene);
  const { found, totals } = await scene.end();
  expect(found).toBe('');
  expect(server.faults).toEqual([]);
  expect(totals.resumed).toBeGreaterThanOrEqual(2);
}

describe('a server that is killed loses nothing, repeats nothing and keeps every session', {
  timeout: 60_000,
}, () => {
  openServer({});

  it.each([...times(STEPS, [1, 3, 8]), ...times(COMMIT, [1, 3], { sql: 'private' })])(
    'at $point, time $occurrence',
    talkInto,
  );

  it.each(times(COMMIT, [1], { sql: 'offline' }))(
    'at $point of what an expired session leaves',
    async (fault) => {
      const scene = await openScene();
      const [, , mercutio] = scene.clients;
      await server.arm(fault);
      mercutio.drop('rst');
      scene.say(0, 2, 4);
      expect((await server.ended).signal).toBe('SIGKILL');
      await server.start({});
      await scene.quiet();
      scene.say(0, 2, 1);
      const { found, totals } = await scene.end();
      expect(found).toBe('');
      expect(totals).toMatchObject({ received: 5, 'came back': 0 });
    },
  );

  it('while what was kept for somebody is being read for the first login', async () => {
    const scene = await openScene(2);
    const [romeo, , mercutio] = scene.clients;
    scene.say(0, 2, 4);
    await romeo.quiet();
    await server.arm({ point: 'query before', occurrence: 1, sql: 'select.*offline' });
    const login = mercutio.gain();
    expect((await server.ended).signal).toBe('SIGKILL');
    await login;
    await server.start({});
    const { found, totals } = await scene.end();
    expect(found).toBe('');
    expect(totals.received).toBe(4);
  });

  it('again and again while it comes back, at each change of a file of the journal', {
    timeout: 180_000,
  }, async () => {
    const scene = await openScene();
    await talk(scene);
    scene.clients[1].drop('rst');
    scene.say(0, 1, 5);
    await scene.clients[0].quiet();
    await server.kill();
    let starts = 0;
    const survives = async () => {
      const fault = { CRASH_POINT: 'file before', CRASH_OCCURRENCE: String(++starts) };
      if ((await server.start(fault)) === undefined) return false;
      // It may pass the point just after it was ready.
      return Promise.race([server.arm({ point: 'none' }).then(() => true), server.ended.then(() => false)]);
    };
    while (!(await survives())) expect(starts).toBeLessThan(STARTS);
    expect(starts, 'no file of the journal was changed').toBeGreaterThan(1);
    await talk(scene);
    expect((await scene.end()).found).toBe('');
  });
});

describe('a server that waits for the disk and is killed loses nothing either', { timeout: 60_000 }, () => {
  openServer({ SMACKS_FSYNC: 'on' });

  it.each(times(['append after', 'sync before', 'sync after', 'answer before'], [1, 4]))(
    'at $point, time $occurrence',
    talkInto,
  );
});
