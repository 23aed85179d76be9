import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageVersion } from './package-version.js';

it('is what package.json says, and a word where there is none', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'));
  expect(packageVersion()).toBe(version);
  expect(packageVersion('file:///nowhere/at/all.js')).toBe('unknown');
});
