import type { Browser, Page as BrowserPage } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LimitName } from '#contracts';
import { Operator, openBrowser } from '../support/browser.js';
import { CutProxy } from '../support/cut-proxy.js';
import { type DrivenClient, xmppJsClient } from '../support/driven-client.js';
import { openStage, type Person } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 15_000 };
const SLEEPERS: LimitName = 'smacks_max_hibernated_sessions';

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });
const startClient = xmppJsClient('xmpp');

describe('users and their limits', { timeout: 120_000 }, () => {
  let browser: Browser;
  const cleanUps: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(() => browser.close());

  /** @xmpp/client behind a network of its own that can be cut. */
  const device = async (person: Person, resource: string) => {
    const proxy = await CutProxy.to(stage.server.address.c2s);
    const { user, password } = person;
    const client: DrivenClient = startClient(proxy.port, { user, password, resource });
    cleanUps.push(
      () => proxy.close(),
      () => client.dispose(),
    );
    await client.event('online');
    const loseNetwork = async () => {
      proxy.refuse();
      proxy.cut();
      await client.event('disconnected');
    };
    return { client, proxy, loseNetwork };
  };

  /** `expected`: what the browser may complain about: a refusal is logged as an error. */
  const operator = async (path: string, expected = /never/) => {
    const someone = await Operator.arrive(browser, stage.server.address.http);
    cleanUps.push(async () => {
      await someone.page.context().close();
      expect(someone.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
    });
    await someone.goto(path);
    await someone.signIn('admin', PASSWORD);
    return someone;
  };

  const rowOf = (page: BrowserPage, user: string) =>
    page.locator(`[data-testid="user-row"][data-user="${user}"]`);
  const limitOf = (page: BrowserPage, name: LimitName) =>
    page.locator(`[data-testid="limit-row"][data-limit="${name}"]`);
  const pathOf = (person: Person) => `/users/${encodeURIComponent(person.jid)}`;

  it('shows the effect of a limit before it is set, evicts in that order, and says who set it', async () => {
    const romeo = await stage.person('romeo');
    const devices = [];
    const admin = await operator(pathOf(romeo));
    const { page } = admin;
    const limit = limitOf(page, SLEEPERS);
    for (const [n, resource] of ['phone', 'tablet', 'watch'].entries()) {
      const one = await device(romeo, resource);
      await one.loseNetwork();
      devices.push(one);
      await expect.poll(() => limit.getByTestId('limit-current').textContent(), SOON).toBe(String(n + 1));
    }

    await limit.getByTestId('limit-edit').click();
    await page.getByTestId('limit-input').fill('1');
    await expect
      .poll(() => page.getByTestId('preview-session').allTextContents(), SOON)
      .toEqual([expect.stringContaining('/phone'), expect.stringContaining('/tablet')]);
    expect(await page.getByTestId('preview-evicted').textContent()).toContain('2 sessions would be evicted');
    await admin.photograph('limit-preview');
    await page.getByTestId('limit-input').fill('7');
    await page.getByTestId('preview-nothing').waitFor();
    expect(await limit.getByTestId('limit-current').textContent()).toBe('3');
    expect(await page.getByTestId('user-session').count()).toBe(3);

    await page.getByTestId('limit-input').fill('1');
    await page.getByTestId('preview-evicted').waitFor();
    await page.getByTestId('limit-save').click();
    await expect.poll(() => limit.getByTestId('limit-override').textContent(), SOON).toBe('1');
    await expect.poll(() => limit.getByTestId('limit-current').textContent(), SOON).toBe('1');
    expect(await limit.textContent()).toContain('set by admin');
    const change = page.getByTestId('limit-history').first();
    await expect.poll(() => change.textContent(), SOON).toContain('default → 1');
    await expect.poll(() => page.getByTestId('user-old-session').count(), SOON).toBe(2);
    await page.locator('[data-testid="event-row"][data-reason="evicted"]').nth(1).waitFor();
    await admin.photograph('user');
    expect(await admin.sidewaysAt360()).toBe(0);

    const [phone, , watch] = devices;
    phone?.proxy.accept();
    const failed = await phone?.client.event('failed');
    expect(failed).toMatchObject({ condition: 'item-not-found', h: expect.stringMatching(/^\d+$/) });
    watch?.proxy.accept();
    await watch?.client.event('resumed');

    await limit.getByTestId('limit-clear').click();
    await page.getByTestId('preview-nothing').waitFor();
    await page.getByTestId('limit-save').click();
    await expect.poll(() => limit.getAttribute('data-override'), SOON).toBe('no');
    await expect.poll(() => change.textContent(), SOON).toContain('1 → default');

    await page.getByTestId('tracing-start').click();
    await page.getByTestId('traced').waitFor();
    await page.getByTestId('tracing-stop').click();
    await page.getByTestId('tracing-start').waitFor();
  });

  it('refuses to write over what another operator has set meanwhile, and shows it', async () => {
    const juliet = await stage.person('juliet');
    const [first, second] = [await operator(pathOf(juliet), /412/), await operator(pathOf(juliet))];
    const fill = async ({ page }: Operator, value: string) => {
      await limitOf(page, SLEEPERS).getByTestId('limit-edit').click();
      await page.getByTestId('limit-input').fill(value);
      await page.getByTestId('preview-nothing').waitFor();
    };
    await fill(first, '4');
    // The first one's page is kept from learning of the change by itself, so that it is the server who refuses.
    await first.page.route('**/limits', (route) => route.abort());
    first.complaints.length = 0;
    await fill(second, '8');
    await second.page.getByTestId('limit-save').click();
    await expect
      .poll(() => limitOf(second.page, SLEEPERS).getByTestId('limit-override').textContent(), SOON)
      .toBe('8');

    const refused = first.page.waitForResponse((response) => response.status() === 412);
    await first.page.getByTestId('limit-save').click();
    await refused;
    await first.page.unroute('**/limits');
    const conflict = first.page.getByTestId('limit-conflict');
    await conflict.waitFor();
    expect(await conflict.textContent()).toContain('default (10) → 8');
    expect(await first.page.getByTestId('limit-save').isDisabled()).toBe(true);
    await first.photograph('limit-conflict');
    await first.page.getByTestId('limit-look-again').click();
    await first.page.getByTestId('preview-nothing').waitFor();
    await first.page.getByTestId('limit-save').click();
    for (const { page } of [first, second])
      await expect
        .poll(() => limitOf(page, SLEEPERS).getByTestId('limit-override').textContent(), SOON)
        .toBe('4');
    first.complaints.length = 0;
  });

  it('lists who uses how much, keeps the view in the address, and takes those picked to a bulk action', async () => {
    const [nurse, tybalt] = [await stage.person('nurse'), await stage.person('tybalt')];
    const phone = await device(nurse, 'phone');
    await stage.server.setLimit(tybalt.jid, SLEEPERS, 3);
    await stage.server.setLimit(nurse.jid, SLEEPERS, 1);
    const admin = await operator('/users');
    const { page } = admin;
    const row = rowOf(page, nurse.jid);
    await expect.poll(() => row.getByTestId('user-hibernating').textContent(), SOON).toBe('0');
    await phone.loseNetwork();
    await expect.poll(() => row.getByTestId('user-hibernating').textContent(), SOON).toBe('1');
    await admin.photograph('users');
    expect(await admin.sidewaysAt360()).toBe(0);

    await page.getByTestId('view-near').click();
    await expect.poll(() => rowOf(page, tybalt.jid).count(), SOON).toBe(0);
    await row.waitFor();
    expect(new URL(page.url()).searchParams.get('view')).toBe('near');
    await page.reload();
    await row.waitFor();
    expect(await rowOf(page, tybalt.jid).count()).toBe(0);

    await page.getByTestId('add-filter').click();
    await page.getByTestId('condition-field').selectOption('overrides');
    await page.getByTestId('condition-value').fill('2');
    await page.getByTestId('condition-apply').click();
    await expect.poll(() => row.count(), SOON).toBe(0);
    expect(new URL(page.url()).searchParams.getAll('filter')).toEqual(['overrides>=2']);
    await page.getByTestId('drop-filter').click();
    await row.waitFor();

    await page.getByTestId('view-overrides').click();
    await rowOf(page, tybalt.jid).getByTestId('user-overrides').waitFor();
    await row.getByTestId('user-select').click();
    await rowOf(page, tybalt.jid).getByTestId('user-select').click();
    await page.getByTestId('bulk-selected').click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('user-search').fill('no such user');
    await expect.poll(() => page.getByTestId('user-row').count(), SOON).toBe(0);
    await page.getByTestId('user-search').fill('mercutio@localhost');
    await page.getByTestId('user-open').click();
    await limitOf(page, SLEEPERS).waitFor();
  });
});
