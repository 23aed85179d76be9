import type { Browser, Page as BrowserPage } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { NS } from '../support/namespaces.js';
import { openSecureStream, plainAuth } from '../support/negotiation.js';
import { openStage, Person } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened, on a machine that does other things besides. */
const SOON = { timeout: 15_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });
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
    // The refusal of a name that is taken is logged by the browser all the same.
    expect(someone.complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  });
  await someone.goto(path);
  await someone.signIn('admin', PASSWORD);
  return someone;
};

const rowOf = (page: BrowserPage, jid: string) =>
  page.locator(`[data-testid="account-row"][data-jid="${jid}"]`);
const confirm = (page: BrowserPage) => page.getByTestId('confirm-button').click();

/** Whether the server lets somebody in. */
async function welcome(user: string, password: string): Promise<boolean> {
  const client = await stage.connect('starttls');
  await openSecureStream(client);
  client.send(plainAuth(user, password));
  const answer = await client.next('a verdict');
  client.cut();
  if (answer.kind !== 'element') throw new Error(`${answer.kind} instead of a verdict`);
  return answer.element.is('success', NS.sasl);
}

it('an account is added with a generated password, disabled, enabled, given another password, and removed', async () => {
  const admin = await operator('/accounts');
  const { page } = admin;
  await page.getByTestId('account-add').click();
  await page.getByTestId('account-jid').fill('romeo');
  await page.getByTestId('account-submit').click();
  const shown = page.getByTestId('shown-password');
  await shown.waitFor();
  const first = await shown.inputValue();
  expect(first).toMatch(/^([a-z2-9]{5}-){5}[a-z2-9]$/);
  await admin.photograph('account-password-shown');
  await page.getByTestId('shown-close').click();
  const row = rowOf(page, 'romeo@localhost');
  await row.waitFor();

  const romeo = new Person(stage, 'romeo', first);
  const phone = await romeo.signIn('starttls', { resource: 'phone', sm: 'resume' });
  await expect.poll(() => row.getByTestId('account-sessions').textContent(), SOON).toBe('1 live');
  await admin.photograph('accounts');
  expect(await admin.sidewaysAt360()).toBe(0);

  await row.getByTestId('account-disable').click();
  await confirm(page);
  await expect.poll(() => row.getAttribute('data-disabled'), SOON).toBe('true');
  await phone.ended();
  expect(await welcome('romeo', first)).toBe(false);
  await row.getByTestId('account-enable').click();
  await expect.poll(() => row.getAttribute('data-disabled'), SOON).toBe('false');
  expect(await welcome('romeo', first)).toBe(true);

  await row.getByTestId('account-password').click();
  await page.getByTestId('password-kind').getByText('Type one').click();
  await page.getByTestId('account-new-password').fill('a rose by any other name');
  await page.getByTestId('account-submit').click();
  await page.getByTestId('credentials-dialog').waitFor({ state: 'detached' });
  expect(await welcome('romeo', first)).toBe(false);
  expect(await welcome('romeo', 'a rose by any other name')).toBe(true);

  await page.getByTestId('account-add').click();
  await page.getByTestId('account-jid').fill('romeo@localhost');
  await page.getByTestId('account-submit').click();
  await page.getByTestId('account-refused').waitFor();
  await page.keyboard.press('Escape');

  const again = new Person(stage, 'romeo', 'a rose by any other name');
  await again.signIn('starttls', { resource: 'tablet', sm: 'resume' });
  await row.getByTestId('account-remove').click();
  await expect
    .poll(() => page.getByTestId('account-belongings').textContent(), SOON)
    .toContain('1 live and 0 hibernating');
  await admin.photograph('account-remove');
  await page.getByTestId('confirm-text').fill('romeo@localhost');
  await confirm(page);
  await expect.poll(() => row.count(), SOON).toBe(0);
  expect(await welcome('romeo', 'a rose by any other name')).toBe(false);
}, 120_000);
