import { describe, expect, it } from 'vitest';
import { firstLoadBytes, loadBytes, pageSources, readManifest } from './dashboard-bundle.mjs';

const MOST = 250_000;

describe('the built dashboard', () => {
  const manifest = readManifest();

  it('loads at most 250 kB of JavaScript at the first visit, charts included', () => {
    expect(firstLoadBytes(manifest)).toBeLessThanOrEqual(MOST);
  });

  it.each(pageSources(manifest))('loads at most 250 kB when one begins at %s', (page) => {
    expect(loadBytes(manifest, page)).toBeLessThanOrEqual(MOST);
  });

  it('has a chunk for each page', () => {
    expect(pageSources(manifest).length).toBeGreaterThan(8);
  });
});
