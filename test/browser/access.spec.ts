import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { Operator } from '../support/browser.js';
import { openStage } from '../support/stage.js';
import { Visitors } from '../support/visitors.js';

const PASSWORD = 'correct horse battery';
const VERA = 'a staple of hers';
/** For the page to show what has happened; generous, since a machine may be busy. */
const SOON = { timeout: 60_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });
const visitors = new Visitors(stage);
const admin = (path: string) => visitors.operator(path, 'admin', PASSWORD);
const get = async (path: string, key: string) => {
  const address = `http://127.0.0.1:${stage.server.address.http}/api/v1${path}`;
  return (await fetch(address, { headers: { authorization: `Bearer ${key}` } })).status;
};
/** What an authenticator shows a step from now: the server takes it already, and takes none twice. */
const nextCode = (secret: string) => new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 });
const operatorRow = ({ page }: Operator, name: string) =>
  page.locator(`[data-testid="operator-row"][data-username="${name}"]`);

describe('who may come in', { timeout: 400_000 }, () => {
  it('an operator that an administrator made, with one-time codes of their own, as far as their role reaches', async () => {
    const boss = await admin('/access');
    await boss.page.getByTestId('operator-add').click();
    await boss.page.getByTestId('operator-name').fill('vera');
    await boss.page.getByTestId('operator-new-password').fill('short');
    await boss.page.getByTestId('form-submit').click();
    await boss.page.getByText('Eight characters at least.', { exact: true }).waitFor();
    await boss.page.getByTestId('operator-new-password').fill(VERA);
    await boss.page.getByTestId('form-submit').click();
    await expect.poll(() => operatorRow(boss, 'vera').getAttribute('data-role'), SOON).toBe('viewer');
    await boss.photograph('operators');
    expect(await boss.sidewaysAt360()).toBe(0);

    const vera = await visitors.operator('/account', 'vera', VERA);
    const { page } = vera;
    await page.getByTestId('factor-set-up').click();
    await page.getByTestId('factor-password').fill(VERA);
    await page.getByTestId('form-submit').click();
    await page.getByTestId('qr-code').waitFor();
    const secret = await page.getByTestId('factor-secret').inputValue();
    await vera.photograph('second-factor');
    await page.getByTestId('factor-code').fill(new TOTP({ secret }).generate());
    await page.getByTestId('form-submit').click();
    await expect.poll(() => page.getByTestId('recovery-codes').getByRole('listitem').count(), SOON).toBe(10);
    await vera.photograph('recovery-codes');
    const recovery = await page.getByTestId('recovery-codes').getByRole('listitem').first().textContent();
    await page.getByTestId('codes-kept').click();
    await expect.poll(() => page.getByTestId('second-factor').getAttribute('data-on'), SOON).toBe('true');
    await vera.photograph('account');
    expect(await vera.sidewaysAt360()).toBe(0);

    const again = await visitors.stranger('/access');
    await again.signIn('vera', VERA);
    await again.page.getByTestId('code').fill('000000');
    await again.page.getByTestId('sign-in-failure').waitFor();
    await again.photograph('sign-in-code');
    // Nobody presses a button after the sixth digit.
    await again.page.getByTestId('code').fill(nextCode(secret));
    await again.page.getByText('Only administrators see who has access').waitFor();
    await again.photograph('role-denied');
    const pages = again.page.getByRole('navigation', { name: 'Pages' });
    expect(await pages.getByRole('link', { name: 'Settings' }).count()).toBe(1);
    expect(await pages.getByRole('link', { name: 'Access' }).count()).toBe(0);
    expect(await pages.getByRole('link', { name: 'Accounts' }).count()).toBe(0);
    await again.goto('/access/keys');
    await again.page.getByText('Only administrators see who has access').waitFor();
    await again.goto('/settings?name=smacks_ack_timeout');
    await again.page.getByText('Administrators can change it.').waitFor();
    expect(await again.page.getByTestId('setting-save').count()).toBe(0);
    await again.goto('/settings/recorded-users');
    await again.page.getByText('Operators see who is recorded').waitFor();

    const lost = await visitors.stranger('/account');
    await lost.signIn('vera', VERA);
    await lost.page.getByTestId('code').fill(recovery ?? '');
    await lost.page.getByTestId('sign-in').click();
    await lost.page.getByText('9 recovery codes are left').waitFor();

    await expect
      .poll(() => operatorRow(boss, 'vera').getByTestId('operator-factor').textContent(), SOON)
      .toBe('on');
    await operatorRow(boss, 'vera').getByTestId('operator-factor-remove').click();
    await boss.page.getByTestId('confirm-button').click();
    await expect
      .poll(() => operatorRow(boss, 'vera').getByTestId('operator-factor').textContent(), SOON)
      .toBe('off');
    await operatorRow(boss, 'vera').getByTestId('operator-edit').click();
    await boss.page.getByTestId('role-field').getByText('operator', { exact: true }).click();
    await boss.page.getByTestId('form-submit').click();
    await expect.poll(() => operatorRow(boss, 'vera').getAttribute('data-role'), SOON).toBe('operator');
    await boss.goto('/access');
    await operatorRow(boss, 'admin').getByTestId('operator-disable').click();
    await boss.page.getByTestId('confirm-button').click();
    await boss.page.getByText('Nobody would be left who may manage accounts').waitFor();
  });

  it('a program with a key, until the key is revoked', async () => {
    const boss = await admin('/access/keys');
    const { page } = boss;
    await page.getByTestId('api-key-add').click();
    await page.getByTestId('api-key-name').fill('grafana');
    await page.getByTestId('form-submit').click();
    const key = await page.getByTestId('key-value').inputValue();
    await boss.photograph('api-key');
    expect(await get('/overview', key)).toBe(200);
    expect(await get('/operators', key)).toBe(403);
    await page.getByTestId('key-kept').click();
    await expect.poll(() => page.getByTestId('key-value').count(), SOON).toBe(0);
    const row = page.locator('[data-testid="api-key-row"][data-name="grafana"]');
    await expect.poll(() => row.getByTestId('api-key-used').textContent(), SOON).toContain('from 127.0.0.1');
    expect(await page.content()).not.toContain(key);
    expect(await boss.sidewaysAt360()).toBe(0);

    await row.getByTestId('api-key-revoke').click();
    await page.getByTestId('confirm-text').fill('grafana');
    await page.getByTestId('confirm-button').click();
    await expect.poll(() => row.count(), SOON).toBe(0);
    expect(await get('/overview', key)).toBe(401);
  });

  it('ends a sign-in of one’s own elsewhere: that browser is shown the door', async () => {
    await visitors.account('otto', VERA, 'operator');
    const here = await visitors.operator('/', 'otto', VERA);
    const there = await visitors.operator('/events', 'otto', VERA);
    await here.page.getByTestId('user-menu').click();
    await here.page.getByTestId('own-account').click();
    const rows = here.page.getByTestId('sign-in-row');
    await expect.poll(() => rows.count(), SOON).toBe(2);
    await expect
      .poll(() => here.page.locator('[data-current="true"]').textContent(), SOON)
      .toContain('this one');
    await here.page
      .locator('[data-testid="sign-in-row"][data-current="false"]')
      .getByTestId('sign-in-end')
      .click();
    await there.page.getByText('You were signed out').waitFor();
    expect(new URL(there.page.url()).pathname).toBe('/sign-in');
    await expect.poll(() => rows.count(), SOON).toBe(1);

    // A new password ends the others, too.
    await there.signIn('otto', VERA);
    await there.page.getByTestId('user-menu').waitFor();
    await here.page.getByTestId('password-current').fill('not the password');
    await here.page.getByTestId('password-next').fill('another long one');
    await here.page.getByTestId('password-again').fill('another long one');
    await here.page.getByTestId('password-submit').click();
    await here.page.getByText('The present password is wrong').waitFor();
    await here.page.getByTestId('password-current').fill(VERA);
    await here.page.getByTestId('password-submit').click();
    await here.page.getByText('Password changed').waitFor();
    await there.page.getByText('You were signed out').waitFor();
  });

  it('nobody who guesses: the button counts down to the next attempt', async () => {
    const { page, signIn, photograph } = await stranger();
    for (let n = 1; n <= 5; n += 1) {
      await signIn(`guess number ${n}`);
      await expect.poll(() => page.getByTestId('sign-in-failure').count(), SOON).toBe(1);
    }
    await signIn('guess number 6');
    const button = page.getByTestId('sign-in');
    await expect.poll(() => button.textContent(), SOON).toMatch(/^Try again in 0:\d\d$/);
    expect(await button.isDisabled()).toBe(true);
    const first = await button.textContent();
    await expect.poll(() => button.textContent(), SOON).not.toBe(first);
    await photograph('sign-in-brake');
    // Another name is not braked.
    await page.getByTestId('username').fill('admin');
    expect(await button.isEnabled()).toBe(true);
  });

  const stranger = async () => {
    const someone = await visitors.stranger('/sign-in');
    const { page } = someone;
    const signIn = async (password: string) => {
      const answered = page.waitForResponse((response) => response.url().endsWith('/sign-in'));
      await someone.signIn('mallory', password);
      await answered;
    };
    return { page, signIn, photograph: (name: string) => someone.photograph(name) };
  };
});
