import { cpSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Dice } from '../soak/dice.mjs';
import { cast } from './cast.mjs';
import { Chronicle } from './chronicle.mjs';
import { inFlight } from './in-flight.mjs';
import { judge } from './judge.mjs';
import { Library } from './library.mjs';
import { Server } from './server.mjs';
import { Workers } from './workers.mjs';

/** An attempt of which nothing was in flight does not count; so many more are allowed than wanted. */
const SPARE = 20;

/**
 * A server that is killed and restarted again and again under live traffic, judged from the clients' chronicles.
 * Answers `{ violations, totals, faults, diaries, deeds, blows, readyMs, kept }`: `deeds` are lines as in a chronicle, `blows` says
 * of each end that counted what it interrupted.
 */
export async function campaign({ kills, clients, processes, seed, settings = {}, say = () => undefined }) {
  const dice = new Dice(seed);
  const plans = cast(clients, dice.between(1, 2 ** 31 - 1));
  const server = new Server({
    SMACKS_ON_EXPIRY: 'offline',
    SMACKS_MAX_QUEUE_STANZAS: '20000',
    DORMOUSE_OFFLINE_MAX_MESSAGES: '5000',
    ...settings,
  });
  const folder = join(server.folder, 'chronicles');
  mkdirSync(folder);
  const workers = new Workers(processes);
  const run = { server, workers, dice, deeds: [], blows: [], readyMs: [], say };
  run.chronicle = new Chronicle(join(folder, 'server.log'));
  run.library = new Library(plans, folder);
  try {
    await server.addAccounts([...new Set(plans.map(({ user }) => user))]);
    await start(run);
    await workers.arrive(plans, server.world, folder);
    await workers.all('start');
    await strike(run, kills);
    await workers.all('stop');
    // Twice: what comes back for others is on its way while the first round is read.
    await workers.all('quiet');
    await workers.all('readBack');
    await workers.all('quiet');
    const diaries = run.library.catchUp();
    await server.stop();
    const verdict = judge(diaries);
    return {
      ...verdict,
      ...run,
      diaries,
      faults: server.faults,
      kept: keep(verdict.violations, folder, seed),
    };
  } finally {
    workers.end();
    await server.dispose();
  }
}

/** Where the chronicles of a run that failed are to be read; undefined for one that did not. */
function keep(violations, folder, seed) {
  if (violations.length === 0) return undefined;
  const kept = join(tmpdir(), `dormouse-chronicles-${seed}`);
  cpSync(folder, kept, { recursive: true });
  return kept;
}

function did(run, ...what) {
  run.deeds.push([run.chronicle.note(...what), ...what]);
  return run.deeds.at(-1)[0];
}

async function start(run) {
  did(run, 'begun');
  const took = await run.server.start();
  if (took === undefined) throw new Error(`the server did not start:\n${run.server.log.join('\n')}`);
  did(run, 'ready', Math.round(took));
  run.readyMs.push(took);
}

/** Ends it until as many kills as wanted found something in flight; between them it is sometimes asked to end. */
async function strike(run, kills) {
  const { dice, server, say, workers } = run;
  let counted = 0;
  for (let attempts = 0; counted < kills; attempts++) {
    if (attempts > kills * 2 + SPARE)
      throw new Error(`of ${attempts} kills only ${counted} found something in flight`);
    // Mostly into busy traffic, sometimes into the storm of those who come back.
    if (dice.chance(0.75)) await workers.all('back');
    await pause(dice.between(100, 1200));
    const deed = dice.chance(0.2) ? 'stop' : 'kill';
    const at = did(run, deed);
    await server[deed]();
    await start(run);
    const found = inFlight(run.library.catchUp(), at);
    const counts = deed === 'kill' && found.unanswered > 0;
    if (counts) counted++;
    if (counts || deed === 'stop') run.blows.push({ deed, ...found, readyMs: run.readyMs.at(-1) });
    say(
      `${deed} ${counts ? counted : '–'}: ${found.unanswered} unanswered, ${found.accepted} accepted and on their way, back in ${Math.round(run.readyMs.at(-1))} ms`,
    );
  }
  await workers.all('back');
}
