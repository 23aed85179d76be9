import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import type { Exposition, Sample } from '../support/exposition.js';
import { makeFolder, removeFolder } from '../support/temporary-folder.js';

export const RULES = fileURLToPath(new URL('../../deploy/alerts.yml', import.meta.url));

const run = promisify(execFile);

/** Minutes that the first scrape stands, and then the second: beyond every range and every `for` of the rules. */
const CALM = 20;
const TROUBLE = 30;

/** @throws what promtool said; where it is not installed, what to install */
export async function promtool(...args: string[]): Promise<string> {
  try {
    const { stdout } = await run('promtool', args);
    return stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 'ENOENT') throw new Error('promtool is missing: apt-get install prometheus');
    throw new Error(`promtool ${args.join(' ')}:\n${stdout}${stderr}`);
  }
}

const keyOf = ({ name, labels }: Sample) =>
  `${name}{${Object.entries({ ...labels, job: 'dormouse', instance: 'tested' })
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;
const written = (value: number | undefined) => (value === undefined ? '_' : String(value));

/** The series that two scrapes make: the first stands for a while, then the second. `null`: the server was not reached. */
function seriesOf(before: Exposition, after: Exposition | null) {
  const values = new Map<string, [number | undefined, number | undefined]>();
  values.set(keyOf({ name: 'up', labels: {}, value: 1 }), [1, after === null ? 0 : 1]);
  for (const sample of before.samples) values.set(keyOf(sample), [sample.value, undefined]);
  for (const sample of after?.samples ?? [])
    values.set(keyOf(sample), [values.get(keyOf(sample))?.[0], sample.value]);
  return [...values].map(([series, [first, second]]) => ({
    series,
    values: `${written(first)}x${CALM} ${written(second)}x${TROUBLE}`,
  }));
}

/**
 * Lets Prometheus' own evaluation of deploy/alerts.yml judge what was scraped: by the first scrape nothing fires, by the
 * second these alerts do, one each.
 * @throws what promtool found instead
 */
export async function judge(
  before: Exposition,
  after: Exposition | null,
  alerts: readonly string[],
): Promise<void> {
  const firing = `count by (alertname) (last_over_time(ALERTS{alertstate="firing"}[${TROUBLE}m]))`;
  const folder = makeFolder();
  const file = join(folder, 'story.yml');
  const story = {
    rule_files: [RULES],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: seriesOf(before, after),
        promql_expr_test: [
          {
            expr: `${firing} or vector(0)`,
            eval_time: `${CALM}m`,
            exp_samples: [{ labels: '{}', value: 0 }],
          },
          {
            expr: firing,
            eval_time: `${CALM + TROUBLE}m`,
            exp_samples: alerts.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
          },
        ],
      },
    ],
  };
  try {
    writeFileSync(file, stringify(story));
    await promtool('test', 'rules', file);
  } finally {
    removeFolder(folder);
  }
}
