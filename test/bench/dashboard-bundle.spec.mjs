import { describe, expect, it } from 'vitest';
import { firstLoadBytes, pageSources, readManifest, visitBytes } from './dashboard-bundle.mjs';

/** Of a visit that begins with signing in, wherever it leads: dialogs and popovers come when the page stands. */
const AT_MOST = 250_000;

describe('the built dashboard', () => {
  const manifest = readManifest();

  it('loads at most 250 kB of JavaScript for the first visit, charts included', () => {
    expect(firstLoadBytes(manifest)).toBeLessThanOrEqual(AT_MOST);
  });

  it.each(pageSources(manifest))('loads at most 250 kB when one begins at %s', (page) => {
    expect(visitBytes(manifest, page)).toBeLessThanOrEqual(AT_MOST);
  });

  it('has a chunk for each page', () => {
    expect(pageSources(manifest).length).toBeGreaterThan(8);
  });
});
