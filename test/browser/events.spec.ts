import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { openStage } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 20_000, interval: 50 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

describe('the events', { timeout: 120_000 }, () => {
  let browser: Browser;
  let admin: Operator;
  beforeAll(async () => {
    browser = await openBrowser();
    admin = await Operator.arrive(browser, stage.server.address.http);
    await admin.goto('/events');
    await admin.signIn('admin', PASSWORD);
    await admin.page.getByTestId('events-pause').waitFor({ timeout: 60_000 });
  });
  afterEach(() => {
    expect(admin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());

  const rows = (kind?: string) =>
    admin.page.locator(`[data-testid="event-row"]${kind === undefined ? '' : `[data-kind="${kind}"]`}`);
  const kinds = () =>
    rows().evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
      all.map((row) => row.getAttribute('data-kind')),
    );
  const parameters = (name: string) => new URL(admin.page.url()).searchParams.get(name);
  const waiting = () => admin.page.getByTestId('events-waiting').textContent();

  it('stream as they happen, each a sentence that leads to the user, the session and the trace', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn('tls', { resource: 'phone', sm: 'resume' });
    phone.cut();
    const asleep = rows('smacks-hibernation-start').first();
    await expect.poll(() => asleep.textContent(), SOON).toContain('fell asleep: connection lost');
    const links = asleep.getByRole('link');
    const hrefs = await links.evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
      all.map((one) => one.getAttribute('href')),
    );
    expect(hrefs).toEqual([
      expect.stringContaining(`/users/${encodeURIComponent(romeo.jid)}`),
      expect.stringMatching(/^\/sessions\/.+/),
      expect.stringMatching(/^\/traces\/[0-9a-f]{32}$/),
    ]);
    await admin.photograph('events-live');
    expect(await admin.sidewaysAt360()).toBe(0);
  });

  it('are held while they are paused, and counted, until they go on', async () => {
    const juliet = await stage.person('juliet');
    const before = await kinds();
    await admin.page.getByTestId('events-pause').click();
    await expect.poll(waiting, SOON).toBe('Paused');
    await juliet.signIn('tls', { resource: 'balcony', sm: 'resume' });
    await expect.poll(waiting, SOON).toBe('2 new');
    expect(await kinds()).toEqual(before);
    await admin.photograph('events-paused');
    await admin.page.getByTestId('events-pause').click();
    await expect.poll(kinds, SOON).toEqual(['smacks-enabled', 'session-opened', ...before]);
    expect(await waiting()).toBe('');
  });

  it('are filtered by user, kind and reason, kept in the address and after a reload, chip by chip', async () => {
    const { page } = admin;
    const nurse = await stage.person('nurse');
    const phone = await nurse.signIn('tls', { resource: 'phone', sm: 'resume' });
    await page.getByTestId('filter-user').fill(nurse.user);
    await page.getByTestId('filter-user').press('Enter');
    await expect.poll(kinds, SOON).toEqual(['smacks-enabled', 'session-opened']);
    await page.getByTestId('filter-kind').selectOption('smacks-hibernation-start');
    await expect.poll(kinds, SOON).toEqual([]);
    phone.cut();
    await expect.poll(kinds, SOON).toEqual(['smacks-hibernation-start']);
    await page.getByTestId('filter-reason').selectOption('connection-lost');
    await page.reload();
    await expect.poll(kinds, SOON).toEqual(['smacks-hibernation-start']);
    expect([parameters('user'), parameters('kind'), parameters('reason')]).toEqual([
      nurse.jid,
      'smacks-hibernation-start',
      'connection-lost',
    ]);
    await admin.photograph('events-filtered');

    await page.getByTestId('chip-kind-smacks-hibernation-start').click();
    await expect.poll(kinds, SOON).toEqual(['smacks-hibernation-start', 'smacks-enabled', 'session-opened']);
    expect(parameters('reason')).toBeNull();
    await page.getByTestId('filter-time').selectOption('15m');
    await page.getByTestId('chip-user').click();
    await expect.poll(() => rows().count(), SOON).toBeGreaterThan(5);
    expect([parameters('past'), parameters('user')]).toEqual(['15m', null]);
  });

  it('are saved as they are shown', async () => {
    await admin.goto('/events?kind=session-opened');
    await rows('session-opened').first().waitFor();
    const count = await rows().count();
    const download = admin.page.waitForEvent('download');
    await admin.page.getByTestId('events-export-ndjson').click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(count);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'session-opened' });
  });
});
