import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { limitNames } from '#contracts';
import { renderConfigurationDocs, renderSampleYaml } from './documentation.js';
import { loadConfiguration } from './load.js';
import { environmentName } from './option.js';
import { optionNames, options } from './options.js';

const committed = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('the documentation', () => {
  it('is committed as it is generated (npm run docs:config)', () => {
    expect(committed('docs/configuration.md')).toBe(renderConfigurationDocs());
    expect(committed('dormouse.example.yaml')).toBe(renderSampleYaml());
  });

  it('names every option and its variable', () => {
    const docs = renderConfigurationDocs();
    for (const name of optionNames) {
      expect(docs).toContain(`### \`${name}\``);
      expect(docs).toContain(`\`${environmentName(name)}\``);
    }
  });

  it('says of the limits of #contracts, and of nothing else, that one user can have another value', () => {
    expect(optionNames.filter((name) => options[name].perUser).sort()).toEqual([...limitNames].sort());
  });

  it('shows defaults that are the defaults', () => {
    const set = renderSampleYaml().replace(/^#(\w+: .+)$/gm, '$1');
    expect(Object.keys(parse(set) as object).length).toBeGreaterThan(20);
    const load = (yaml: string) =>
      loadConfiguration({ env: {}, cwd: '/srv', readFile: () => yaml }).configuration;
    expect(load(set)).toEqual(load(renderSampleYaml()));
  });
});
