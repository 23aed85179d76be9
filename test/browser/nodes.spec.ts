import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { openStage } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 20_000, interval: 50 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

describe('the nodes', { timeout: 120_000 }, () => {
  let browser: Browser;
  let admin: Operator;
  beforeAll(async () => {
    browser = await openBrowser();
    admin = await Operator.arrive(browser, stage.server.address.http);
    await admin.goto('/nodes');
    await admin.signIn('admin', PASSWORD);
    await admin.page.getByTestId('node').waitFor({ timeout: 60_000 });
  });
  afterEach(() => {
    expect(admin.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());

  const node = () => admin.page.getByTestId('node');
  const state = () => node().getAttribute('data-state');
  const decide = async (button: 'node-drain' | 'node-admit', reason: string) => {
    await admin.page.getByTestId(button).click();
    await admin.page.getByTestId('reason-input').fill(reason);
    await admin.page.getByTestId('confirm-button').click();
  };

  it('tell what they are, where they listen and how they fare', async () => {
    const romeo = await stage.person('romeo');
    await romeo.signIn('tls', { resource: 'phone', sm: 'resume' });
    const { c2s, http } = stage.server.address;
    const text = () => node().textContent();
    await expect.poll(text, SOON).toContain(`:${c2s}`);
    expect(await text()).toContain(`:${http}`);
    await expect.poll(() => node().getByRole('link', { name: '1', exact: true }).count(), SOON).toBe(1);
    expect(await node().getByRole('link').first().getAttribute('href')).toContain('/sessions?');
    await admin.photograph('nodes');
    expect(await admin.sidewaysAt360()).toBe(0);
  });

  it('are drained with a reason: who is there stays, nobody new is let in, until it is undone', async () => {
    const { page } = admin;
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn('tls', { resource: 'phone', sm: 'resume' });
    await page.getByTestId('node-drain').click();
    await page.getByTestId('confirm-button').click();
    await page.getByText('Say why').waitFor();
    await admin.photograph('drain-dialog');
    await page.getByTestId('cancel-button').click();
    expect(await state()).toBe('ready');

    await decide('node-drain', 'a new kernel');
    await expect.poll(state, SOON).toBe('draining');
    await page.getByTestId('draining-notice').waitFor();
    const refused = await stage.connect('starttls');
    await refused.ended();
    phone.send(`<iq type='get' id='p1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`);
    await phone.expect(`<iq type='result' id='p1'/>`);
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.locator('[data-testid="attention"] [data-kind="draining"]').getByRole('link').click();

    await decide('node-admit', 'it is done');
    await expect.poll(state, SOON).toBe('ready');
    await romeo.signIn('tls', { resource: 'tablet', sm: 'resume' });
  });
});
