import { describe, expect, it } from 'vitest';
import { firstLoadBytes, loadBytes, pageSources, readManifest } from './dashboard-bundle.mjs';

/** Of the first visit: sign-in, frame, overview. */
const FIRST_VISIT = 250_000;
/** Of a visit that begins at an address somebody sent: the page brings its table, dialogs and popovers along. */
const ANY_PAGE = 300_000;

describe('the built dashboard', () => {
  const manifest = readManifest();

  it('loads at most 250 kB of JavaScript for the first visit, charts included', () => {
    expect(firstLoadBytes(manifest)).toBeLessThanOrEqual(FIRST_VISIT);
  });

  it.each(pageSources(manifest))('loads at most 300 kB when one begins at %s', (page) => {
    expect(loadBytes(manifest, page)).toBeLessThanOrEqual(ANY_PAGE);
  });

  it('has a chunk for each page', () => {
    expect(pageSources(manifest).length).toBeGreaterThan(8);
  });
});
