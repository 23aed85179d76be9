/** `npm run simulate -- [--seeds N] [--first S] [--fsync on|off|both] [--plant NAME]`: see CONTRIBUTING.md. */
import { parseArgs } from 'node:util';
import { planOf } from './plan.mjs';
import { healthy, plants } from './plants.mjs';
import { shortest } from './shortest.mjs';
import { World } from './world.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    first: { type: 'string', default: '1' },
    fsync: { type: 'string', default: 'both' },
    plant: { type: 'string' },
    // Ends with the first seed that fails.
    once: { type: 'boolean', default: false },
    // Leaves the shortest story out.
    brief: { type: 'boolean', default: false },
    // Prints every story's hash, for who wants to see that a seed replays.
    hashes: { type: 'boolean', default: false },
    // Prints the whole story of each seed, whatever its end.
    tell: { type: 'boolean', default: false },
  },
});
const first = Number(values.first);
const count = Number(values.seeds);
const modes = { on: [true], off: [false], both: [false, true] }[values.fsync];
const plant = values.plant === undefined ? healthy : plants[values.plant];
if (!Number.isInteger(first) || !(count > 0) || modes === undefined || plant === undefined) {
  process.stderr.write(
    `simulate: --seeds and --first are numbers, --fsync is on, off or both, --plant is one of ${Object.keys(plants).join(', ')}\n`,
  );
  process.exit(2);
}

const told = (plan) => plant.during(() => new World(plan, plant).run());
const startedAt = process.cpuUsage();
const failed = [];
let stories = 0;
for (let seed = first; seed < first + count && !(values.once && failed.length > 0); seed++) {
  for (const fsync of modes) {
    const plan = planOf(seed, fsync);
    const outcome = await told(plan);
    stories++;
    const name = `seed ${seed}, fsync ${fsync ? 'on' : 'off'}`;
    if (values.hashes) print(`${name}: ${outcome.hash}`);
    if (values.tell) print(outcome.lines.join('\n'));
    if (outcome.violations.length === 0) continue;
    failed.push(name);
    print(
      `\n${name} fails (${outcome.hash}): ${outcome.violations
        .map(({ who, text }) => `${who}: ${text}`)
        .slice(0, 5)
        .join('; ')}`,
    );
    // One story is told as a whole; the rest is told by their seeds.
    if (failed.length === 1 && !values.brief) print(await shortest(plan, told));
  }
}
const { user, system } = process.cpuUsage(startedAt);
print(
  `\n${stories} stories of ${count} seeds, ${Math.round((user + system) / 1000 / stories)} ms of CPU each`,
);
if (failed.length > 0) print(`failed: ${failed.join('; ')}`);
print(`${stories - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

function print(text) {
  process.stdout.write(`${text}\n`);
}
