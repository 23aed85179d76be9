import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { NS } from '../support/namespaces.js';
import { becomeAvailable, bind } from '../support/negotiation.js';
import { openStage, type Person } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 20_000, interval: 20 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

describe('the list of sessions', { timeout: 120_000 }, () => {
  let browser: Browser;
  let admin: Operator;
  beforeAll(async () => {
    browser = await openBrowser();
    admin = await Operator.arrive(browser, stage.server.address.http);
    await admin.goto('/sessions');
    await admin.signIn('admin', PASSWORD);
    await admin.page.getByTestId('session-total').waitFor();
  });
  afterEach(() => {
    expect(admin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());

  const rows = () => admin.page.getByTestId('session-row');
  const resources = async () =>
    (await rows().locator('[data-column="user"] .dm-sub').allTextContents()).map((text) => text.slice(1));
  const sees = (...expected: string[]) => expect.poll(resources, SOON).toEqual(expected);
  const conditions = () => new URL(admin.page.url()).searchParams.getAll('filter');
  const chips = () => admin.page.getByTestId('filter-chip').allInnerTexts();
  const says = (...expected: string[]) => expect.poll(chips, SOON).toEqual(expected);
  const heading = (name: RegExp) => admin.page.getByRole('columnheader', { name });
  const only = (person: Person, ...more: string[]) =>
    admin.goto(
      `/sessions?${[`user~${person.user}@`, ...more].map((one) => `filter=${encodeURIComponent(one)}`).join('&')}`,
    );
  const sleeper = async (person: Person, resource: string) => {
    const client = await person.signIn('tls', { resource, sm: 'resume' });
    client.cut();
    return client;
  };

  it('is filtered by chips that are kept in the address, negated, changed, taken away, and understood when typed', async () => {
    const { page } = admin;
    const romeo = await stage.person('romeo');
    await romeo.signIn('tls', { resource: 'phone', sm: 'resume' });
    await sleeper(romeo, 'tablet');
    await (await stage.person('juliet')).signIn('starttls', { resource: 'web' });

    await page.getByTestId('filter-user').fill(`${romeo.user}@`);
    await says(`User contains ${romeo.user}@`);
    await expect.poll(async () => (await resources()).sort(), SOON).toEqual(['phone', 'tablet']);

    await page.getByTestId('add-filter').click();
    await page.getByTestId('condition-field').selectOption('state');
    await page.getByTestId('condition-value').selectOption('hibernating');
    await page.getByTestId('condition-apply').click();
    await sees('tablet');
    expect(conditions()).toEqual([`user~${romeo.user}@`, 'state=hibernating']);

    await page.reload();
    await sees('tablet');
    await says(`User contains ${romeo.user}@`, 'State is hibernating');
    expect(await page.getByTestId('filter-user').inputValue()).toBe(`${romeo.user}@`);

    await page.getByText('State is hibernating').click();
    await page.getByTestId('condition-operator').selectOption('!=');
    await page.getByTestId('condition-apply').click();
    await sees('phone');
    await says(`User contains ${romeo.user}@`, 'State is not hibernating');
    expect(conditions()).toContain('state!=hibernating');
    await admin.photograph('sessions-chips');

    await page.getByTestId('drop-filter').last().click();
    await expect.poll(async () => (await resources()).sort(), SOON).toEqual(['phone', 'tablet']);

    const field = page.getByTestId('filter-user');
    await field.fill('resorce=phone');
    await field.press('Enter');
    await page.getByText('the nearest is resource').waitFor();
    await field.fill('resource=phone');
    await field.press('Enter');
    await sees('phone');
    await says(`User contains ${romeo.user}@`, 'Resource is phone');

    await page.getByTestId('view-hibernating').click();
    await page.getByText('No session matches').waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('timeLeft');
  });

  it('says what is wrong with a shared filter, and takes the short forms of older links', async () => {
    await admin.goto('/sessions?filter=unaked%3E10');
    await admin.page.getByText('the nearest is unacked').waitFor();
    expect(await rows().count()).toBe(0);
    await admin.goto('/sessions?state=hibernating&backlog=true');
    await says('State is hibernating', 'Unacked > 0');
    await expect.poll(conditions, SOON).toEqual(['state=hibernating', 'unacked>0']);
  });

  it('shows a cut at once, and counts the sleep down until it is over', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.arrive('tls');
    await bind(phone, 'phone');
    // The client asks for less than the server would give.
    phone.send(`<enable xmlns='${NS.sm3}' resume='true' max='6'/>`);
    await phone.expect(`<enabled xmlns='${NS.sm3}'/>`);
    await becomeAvailable(phone);
    await only(romeo);
    const row = admin.row('phone');
    await expect.poll(() => row.getAttribute('data-state'), SOON).toBe('connected');

    const cutAt = performance.now();
    phone.cut();
    await expect.poll(() => row.getAttribute('data-state'), SOON).toBe('hibernating');
    process.stderr.write(`a cut is shown after ${Math.round(performance.now() - cutAt)} ms\n`);
    const left = row.getByTestId('time-left');
    const shown = new Set<string>();
    await expect
      .poll(async () => {
        const text = await left.textContent({ timeout: 200 }).catch(() => null);
        if (text !== null) shown.add(text);
        return rows().count();
      }, SOON)
      .toBe(0);
    const seconds = [...shown].filter((text) => text.startsWith('0:')).map((text) => Number(text.slice(2)));
    expect(seconds.length).toBeGreaterThan(1);
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
    expect(Math.max(...seconds)).toBeLessThanOrEqual(6);
  });

  it('is sorted by the server, as the address says', async () => {
    const [romeo, juliet] = [await stage.person('romeo'), await stage.person('juliet')];
    const speaker = await juliet.signIn('tls', { resource: 'balcony', sm: 'resume' });
    // The presence of those who come later waits for them too, so the numbers are far apart.
    for (const [n, resource] of ['one', 'three', 'two'].entries()) {
      await sleeper(romeo, resource);
      for (let i = 0; i < [1, 9, 5][n]!; i++)
        speaker.send(`<message to='${romeo.jid}/${resource}' type='chat'><body>${i}</body></message>`);
    }
    await speaker.acked();
    await only(romeo);
    await sees('two', 'three', 'one');
    await heading(/Unacked/)
      .getByRole('button')
      .click();
    await sees('three', 'two', 'one');
    expect(await heading(/Unacked/).getAttribute('aria-sort')).toBe('descending');
    await heading(/Unacked/)
      .getByRole('button')
      .click();
    await sees('one', 'two', 'three');
    expect(new URL(admin.page.url()).searchParams.get('sort')).toBe('unacked');
    await admin.page.reload();
    await sees('one', 'two', 'three');
    expect(await heading(/Unacked/).getAttribute('aria-sort')).toBe('ascending');
    await admin.page.getByTestId('view-backlog').click();
    await sees('three', 'two', 'one');
  });

  it('remembers which columns one likes, and how dense', async () => {
    const { page } = admin;
    const romeo = await stage.person('romeo');
    await sleeper(romeo, 'phone');
    await only(romeo);
    await admin.row('phone').waitFor();
    expect(await heading(/Last resume failure/).count()).toBe(0);
    await page.getByTestId('column-picker').click();
    await page.getByTestId('column-lastResumeFailure').check();
    await page.getByTestId('column-since').uncheck();
    await page.getByText('Compact').click();
    await page.keyboard.press('Escape');
    await page.reload();
    await admin.row('phone').waitFor();
    await heading(/Last resume failure/).waitFor();
    expect(await heading(/Since/).count()).toBe(0);
    expect(await page.getByRole('grid').getAttribute('data-density')).toBe('compact');
    await page.getByTestId('column-picker').click();
    await page.getByTestId('columns-automatic').check();
    await page.getByText('Comfortable').click();
    await page.keyboard.press('Escape');
    await heading(/Since/).waitFor();
  });

  it('is walked through with the keyboard, and what was chosen can be acted on together', async () => {
    const { page } = admin;
    const romeo = await stage.person('romeo');
    for (const resource of ['d', 'c', 'b', 'a']) await sleeper(romeo, resource);
    await only(romeo, 'state=hibernating');
    await sees('a', 'b', 'c', 'd');
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('5');
    await grid.focus();
    const active = () =>
      page.evaluate<string | null>(
        `document.getElementById(document.querySelector('[role=grid]').getAttribute('aria-activedescendant') ?? '')?.textContent ?? null`,
      );
    for (const [key, resource] of [
      ['ArrowDown', '/a'],
      ['ArrowDown', '/b'],
      ['End', '/d'],
      ['ArrowUp', '/c'],
      ['Home', '/a'],
    ] as const) {
      await grid.press(key);
      await expect.poll(active, SOON).toContain(resource);
    }
    await grid.press(' ');
    const bar = page.getByTestId('selection-bar');
    await bar.getByText('1 selected').waitFor();
    await rows()
      .nth(2)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await bar.getByText('3 selected').waitFor();
    await admin.photograph('sessions-selected');
    await bar.getByTestId('choose-everything').click();
    await bar.getByText('All 4 that match').waitFor();
    await bar.getByTestId('act-on-chosen').click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await grid.focus();
    await grid.press('Escape');
    await bar.waitFor({ state: 'detached' });

    await grid.press('End');
    await grid.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname, SOON).toMatch(/^\/sessions\/.+/);
    await page.goBack();
    await sees('a', 'b', 'c', 'd');
    expect(conditions()).toEqual([`user~${romeo.user}@`, 'state=hibernating']);
  });

  it('is found as it was left by who comes back from a session', async () => {
    const { page } = admin;
    const romeo = await stage.person('romeo');
    for (const resource of ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']) await sleeper(romeo, resource);
    await page.setViewportSize({ width: 1280, height: 400 });
    await only(romeo, 'state=hibernating');
    await sees('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    const grid = page.getByRole('grid');
    const top = () => page.evaluate<number>(`document.querySelector('[role=grid]').scrollTop`);
    await grid.press('End');
    await expect.poll(top, SOON).toBeGreaterThan(100);
    await grid.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname, SOON).toMatch(/^\/sessions\/.+/);
    await page.goBack();
    await rows().first().waitFor();
    await expect.poll(top, SOON).toBeGreaterThan(100);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('fits a phone, where rows are cards', async () => {
    expect(await admin.sidewaysAt360()).toBe(0);
    await admin.page.setViewportSize({ width: 360, height: 740 });
    await admin.page.locator('[role=grid][data-cards]').waitFor();
    await rows().first().waitFor();
    expect(await rows().first().getByTestId('time-left').isVisible()).toBe(true);
    await admin.page.setViewportSize({ width: 1280, height: 800 });
  });
});
