import { expect, it } from 'vitest';
import { campaign } from './campaign.mjs';
import { report } from './report.mjs';

/** A share of the campaign; `npm run campaign` has more of it. */
const KILLS = 12;

it('a server killed under live traffic loses nothing, repeats nothing and keeps every session', {
  timeout: 240_000,
}, async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  const outcome = await campaign({ kills: KILLS, clients: 18, processes: 3, seed });
  const text = `seed ${seed}\n${report(outcome)}`;
  console.log(text);
  expect(outcome.violations, text).toHaveLength(0);
  expect(outcome.faults, text).toHaveLength(0);
  expect(outcome.blows.filter(({ deed, unanswered }) => deed === 'kill' && unanswered > 0)).toHaveLength(
    KILLS,
  );
});
