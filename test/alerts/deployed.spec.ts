import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { makeFolder, removeFolder } from '../support/temporary-folder.js';
import { promtool, RULES } from './prometheus.js';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const read = (name: string) => readFileSync(path(name), 'utf8');

const { groups } = parse(readFileSync(RULES, 'utf8')) as { groups: { rules: { alert: string }[] }[] };
const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));

it('the rules are rules, and Prometheus takes the configuration that names them', async () => {
  expect(await promtool('check', 'rules', RULES)).toContain(`${alerts.length} rules found`);
  expect(await promtool('check', 'config', path('../../deploy/prometheus.yml'))).toContain(
    'is valid prometheus config',
  );
});

it('each threshold holds just below and just above', async () => {
  expect(await promtool('test', 'rules', path('../../deploy/alerts.test.yml'))).toContain('SUCCESS');
});

it.each(alerts)('%s has its threshold tried, and is fired by a fault', (alert) => {
  expect(read('../../deploy/alerts.test.yml')).toContain(`alertname="${alert}"`);
  expect(read('./alerts.spec.ts')).toMatch(new RegExp(`\\['?.*'${alert}'.*\\]\\);`));
});

it('each query of the Grafana dashboard is one', async () => {
  const queries = read('../../deploy/grafana/dormouse.json').match(/(?<="expr": )"(?:[^"\\]|\\.)*"/g) ?? [];
  expect(queries.length).toBeGreaterThan(20);
  const rules = queries.map((query, i) => ({
    record: `panel:${i}`,
    expr: (JSON.parse(query) as string).replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*'),
  }));
  const folder = makeFolder();
  onTestFinished(() => removeFolder(folder));
  const file = join(folder, 'panels.yml');
  writeFileSync(file, stringify({ groups: [{ name: 'panels', rules }] }));
  expect(await promtool('check', 'rules', file)).toContain(`${queries.length} rules found`);
});
