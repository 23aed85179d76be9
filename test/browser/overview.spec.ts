import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { openStage } from '../support/stage.js';
import type { XmlClient } from '../support/xml-client.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 20_000, interval: 50 };
/** For the server to count: it does so every ten seconds. */
const COUNTED = { timeout: 60_000, interval: 500 };

/** Time, connected, hibernating. */
const COLUMNS = 3;

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD, SMACKS_MAX_QUEUE_STANZAS: '10' });

describe('the overview', { timeout: 180_000 }, () => {
  let browser: Browser;
  let admin: Operator;
  beforeAll(async () => {
    browser = await openBrowser();
    admin = await Operator.arrive(browser, stage.server.address.http);
    await admin.goto('/');
    await admin.signIn('admin', PASSWORD);
    await figure('connected').waitFor({ timeout: 60_000 });
  });
  afterEach(() => {
    expect(admin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());

  const figure = (id: string) => admin.page.getByTestId(`figure-${id}`);
  const value = (id: string) => figure(id).getByTestId('figure-value').textContent();
  const concern = (kind: string) => admin.page.locator(`[data-testid="attention"] [data-kind="${kind}"]`);
  const address = () => {
    const { pathname, searchParams } = new URL(admin.page.url());
    return [pathname, ...searchParams.getAll('filter')];
  };
  /** Time and value of each point of the chart of sessions that has one, the newest first. */
  /** It has acknowledged what it was sent, so that only what comes later waits for it. */
  const settled = async (client: XmlClient) => {
    client.send(`<a xmlns='urn:xmpp:sm:3' h='${client.sm?.h}'/>`);
    await client.acked();
  };
  const points = async () => {
    const cells = await admin.page
      .getByTestId('chart-sessions')
      .locator('tbody :is(th, td)')
      .allTextContents();
    const rows = Array.from({ length: cells.length / COLUMNS }, (_, row) =>
      cells.slice(row * COLUMNS, (row + 1) * COLUMNS),
    );
    return rows.filter(([, seen]) => seen !== '–');
  };
  const showTable = () => admin.page.getByTestId('chart-table-toggle').first().click();

  it('moves with what happens, and each figure leads to the list behind it', async () => {
    const { page } = admin;
    const [romeo, juliet] = [await stage.person('romeo'), await stage.person('juliet')];
    const phone = await romeo.signIn('tls', { resource: 'phone', sm: 'resume' });
    const desk = await juliet.signIn('tls', { resource: 'desk', sm: 'resume' });
    await expect.poll(() => value('connected'), SOON).toBe('2');
    await settled(phone);
    phone.cut();
    await expect.poll(() => value('hibernating'), SOON).toBe('1');
    desk.send(`<message to='${romeo.jid}/phone' type='chat'><body>1</body></message>`);
    await expect.poll(() => value('queued'), SOON).toBe('1');

    const hrefs: Record<string, string> = {};
    for (const id of ['connected', 'old', 'oldest', 'acks', 'resumes', 'failures', 'expiries', 'evictions'])
      hrefs[id] = decodeURIComponent((await figure(id).getByRole('link').getAttribute('href')) ?? '');
    expect(hrefs).toMatchObject({
      connected: expect.stringContaining('state=connected'),
      old: '/old-sessions',
      oldest: expect.stringContaining('unacked>0'),
      acks: expect.stringContaining('sort=-ackRtt'),
      resumes: '/events?kind=smacks-resumed',
      failures: '/events?kind=smacks-resume-failed',
      expiries: '/events?kind=session-ended&reason=expired',
      evictions: '/events?kind=session-ended&reason=evicted',
    });
    await figure('queued').getByRole('link').click();
    await admin.row('phone').waitFor();
    expect(address()).toEqual(['/sessions', 'unacked>0']);
    expect(await page.getByTestId('session-row').count()).toBe(1);
    await page.goBack();
    await figure('loop').getByRole('link').click();
    await page.getByTestId('node').waitFor();
    await page.goBack();
  });

  it('puts first a queue that nears its limit, with the way to the list of such', async () => {
    const [romeo, juliet] = [await stage.person('romeo'), await stage.person('juliet')];
    const phone = await romeo.signIn('tls', { resource: 'full-phone', sm: 'resume' });
    await settled(phone);
    phone.cut();
    const desk = await juliet.signIn('tls', { resource: 'desk', sm: 'resume' });
    await concern('pressure').waitFor({ state: 'detached' });
    for (let n = 1; n <= 9; n++)
      desk.send(`<message to='${romeo.jid}/full-phone' type='chat'><body>${n}</body></message>`);
    await expect.poll(() => concern('pressure').textContent(), SOON).toContain('9 of 10 unacknowledged');
    await admin.photograph('overview-attention');
    expect(await admin.sidewaysAt360()).toBe(0);
    await concern('pressure').getByRole('link').first().click();
    await admin.row('full-phone').waitFor();
    expect(address()).toEqual(['/sessions', 'pressure>=0.8']);
    await admin.page.goBack();
  });

  it('keeps the range of its charts in the address, and moves along a line by key', async () => {
    const { page } = admin;
    await page.getByTestId('range').getByText('5 min', { exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('range'), SOON).toBe('5m');
    await page.reload();
    const chosen = page.getByTestId('range').locator('input:checked');
    await expect.poll(() => chosen.getAttribute('value'), SOON).toBe('5m');
    const chart = page.getByTestId('chart-sessions').getByRole('group');
    await expect.poll(() => chart.locator('canvas').count(), SOON).toBe(1);
    await chart.press('Home');
    const when = page.getByTestId('chart-when').first();
    await expect.poll(() => when.textContent(), SOON).toMatch(/^\d\d:\d\d:\d\d$/);
    await chart.blur();
    await expect.poll(() => when.textContent(), SOON).toBe('now');
  });

  it('shows the past after a reload, and through a restart of the server', async () => {
    const { page } = admin;
    await admin.goto('/?range=5m');
    await showTable();
    // What a page has seen itself begins with it: earlier points are the server's.
    const oldest = async () => (await points()).at(-1);
    const toldByTheServer = async (opened: number) => {
      const [when = ''] = (await oldest()) ?? [];
      return Date.parse(when.replace(',', '')) < Math.floor(opened / 1000) * 1000;
    };
    // Figures are taken every ten seconds, and shown in the middle of those.
    const stretchesOver = () =>
      page.evaluate<number>(`fetch('/api/v1/history?range=5m&figures=connected').then((answer) => answer.json()).then(
        ({ from, step, figures }) =>
          figures.connected.values.filter((value, n) => value !== null && from + (n + 1) * step <= Date.now()).length,
      )`);
    await expect.poll(stretchesOver, COUNTED).toBeGreaterThan(0);
    const opened = Date.now();
    await page.reload();
    await showTable();
    await expect.poll(() => toldByTheServer(opened), COUNTED).toBe(true);
    const before = await oldest();

    await stage.server.stop();
    await page.getByTestId('live-banner').waitFor();
    await stage.server.restart();
    await page.getByTestId('sign-in').waitFor({ timeout: 60_000 });
    await admin.signIn('admin', PASSWORD);
    await figure('connected').waitFor();
    await showTable();
    await expect.poll(points, COUNTED).toContainEqual(before);
    await admin.photograph('overview-after-restart');
    admin.complaints.length = 0;
  });
});
