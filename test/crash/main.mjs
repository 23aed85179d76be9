/**
 * `node test/crash/main.mjs --kills 60 --clients 24 --processes 3 --seed N`: the kill campaign as long
 * as wanted. The seed decides what each client does and when the server is killed, not how far the machine has got by then.
 * What the environment says of stream management and the journal (SMACKS_…, DORMOUSE_JOURNAL_…) is for the server. Exit
 * code 1 when anything was violated.
 */
import { parseArgs } from 'node:util';
import { campaign } from './campaign.mjs';
import { report } from './report.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '60' },
    clients: { type: 'string', default: '24' },
    processes: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const [kills, clients, processes, seed] = ['kills', 'clients', 'processes', 'seed'].map((n) =>
  Number(values[n]),
);
const settings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^(SMACKS|DORMOUSE_JOURNAL)_/.test(name)),
);
const say = (text) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);

// The servers end with the process that started them, if that ends by itself.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

say(`seed ${seed}: ${kills} kills, ${clients} clients in ${processes} processes`);
const outcome = await campaign({ kills, clients, processes, seed, settings, say });
console.log(report(outcome));
const clean = outcome.violations.length + outcome.faults.length === 0;
say(clean ? `crash campaign passed (seed ${seed})` : `crash campaign FAILED (seed ${seed})`);
process.exit(clean ? 0 : 1);
