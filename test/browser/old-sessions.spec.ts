import type { Browser, Page as BrowserPage } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { NS } from '../support/namespaces.js';
import { askToResume } from '../support/negotiation.js';
import { openStage, type Person } from '../support/stage.js';
import type { XmlClient } from '../support/xml-client.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 15_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD, SMACKS_HIBERNATION_TIME: '1' });

describe('old sessions', { timeout: 120_000 }, () => {
  let browser: Browser;
  const cleanUps: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(() => browser.close());

  const operator = async (path: string) => {
    const someone = await Operator.arrive(browser, stage.server.address.http);
    cleanUps.push(async () => {
      await someone.page.context().close();
      expect(someone.complaints).toEqual([]);
    });
    await someone.goto(path);
    await someone.signIn('admin', PASSWORD);
    return someone;
  };

  /** Signed in, heard from `stanzas` times, and lost for longer than a session sleeps here. */
  const lost = async (person: Person, resource: string, stanzas: number): Promise<XmlClient> => {
    const client = await person.signIn('starttls', { resource, sm: 'resume', presence: false });
    for (let n = 0; n < stanzas; n++)
      client.send(`<message to='${person.jid}/nobody' type='headline' id='m${n}'/>`);
    await client.acked();
    await client.hangUp();
    return client;
  };
  const rowOf = (page: BrowserPage, resource: string) =>
    page.getByTestId('old-session-row').filter({ hasText: `/${resource}` });
  /** What a client hears that comes back too late. */
  const lateReturn = async (person: Person, client: XmlClient) => {
    const back = await person.arrive('starttls');
    askToResume(back, client);
    return back.expect(`<failed xmlns='${NS.sm3}'/>`);
  };

  it('appear as sessions end, are filtered in the address, and are forgotten one by one', async () => {
    const romeo = await stage.person('romeo');
    const admin = await operator('/old-sessions');
    const { page } = admin;
    const [phone, tablet] = [await lost(romeo, 'phone', 3), await lost(romeo, 'tablet', 5)];
    await expect.poll(() => rowOf(page, 'phone').count(), SOON).toBe(1);
    await expect.poll(() => rowOf(page, 'tablet').count(), SOON).toBe(1);
    expect(await rowOf(page, 'phone').textContent()).toContain('told h = 3 on return');
    expect(await rowOf(page, 'phone').textContent()).toContain('time ran out');
    await admin.photograph('old-sessions-page');
    expect(await admin.sidewaysAt360()).toBe(0);

    await page.getByTestId('filter-h').fill('4');
    await expect.poll(() => rowOf(page, 'phone').count(), SOON).toBe(0);
    await page.getByTestId('filter-reason').selectOption('expired');
    await expect.poll(() => new URL(page.url()).searchParams.get('reason'), SOON).toBe('expired');
    await page.reload();
    await rowOf(page, 'tablet').waitFor();
    expect(await rowOf(page, 'phone').count()).toBe(0);
    await page.getByTestId('filter-reason').selectOption('evicted');
    await expect.poll(() => page.getByTestId('old-session-row').count(), SOON).toBe(0);
    await admin.photograph('old-sessions-no-match');

    await admin.goto('/old-sessions');
    await rowOf(page, 'phone').getByTestId('old-session-forget').click();
    await page.getByTestId('confirm-button').click();
    await expect.poll(() => rowOf(page, 'phone').count(), SOON).toBe(0);
    expect((await lateReturn(romeo, tablet)).attrs['h']).toBe('5');
    expect((await lateReturn(romeo, phone)).attrs['h']).toBeUndefined();
  });

  it('of one user are forgotten together, by the typed name and no other', async () => {
    const [juliet, nurse] = [await stage.person('juliet'), await stage.person('nurse')];
    const balcony = await lost(juliet, 'balcony', 1);
    await lost(juliet, 'garden', 1);
    await lost(nurse, 'kitchen', 1);
    const admin = await operator(`/old-sessions?user=${encodeURIComponent(juliet.jid)}`);
    const { page } = admin;
    await expect.poll(() => page.getByTestId('old-session-row').count(), SOON).toBe(2);
    await page.getByTestId('forget-all').click();
    await expect.poll(() => page.getByTestId('forget-count').textContent(), SOON).toContain('2 remembered');
    await page.getByTestId('confirm-text').fill(nurse.jid);
    await page.getByTestId('confirm-button').click();
    expect(await page.getByTestId('old-session-row').count()).toBe(2);
    await admin.photograph('forget-all');
    await page.getByTestId('confirm-text').fill(juliet.jid);
    await page.getByTestId('confirm-button').click();
    await expect.poll(() => page.getByTestId('old-session-row').count(), SOON).toBe(0);
    expect((await lateReturn(juliet, balcony)).attrs['h']).toBeUndefined();
    await page.getByTestId('filter-user').fill(nurse.user);
    await expect.poll(() => rowOf(page, 'kitchen').count(), SOON).toBe(1);
  });
});
