import { describe, expect, it } from 'vitest';
import type { SettingView } from '#contracts';
import type { Operator } from '../support/browser.js';
import { control } from '../support/control-socket.js';
import { openStage } from '../support/stage.js';
import { Visitors } from '../support/visitors.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened; generous, since a machine may be busy. */
const SOON = { timeout: 60_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD, SMACKS_ACK_TIMEOUT: '80' });
const visitors = new Visitors(stage);

const admin = (path: string) => visitors.operator(path, 'admin', PASSWORD);
const row = ({ page }: Operator, name: string) =>
  page.locator(`[data-testid="setting-row"][data-name="${name}"]`);
const shownOf = (someone: Operator, name: string) =>
  row(someone, name).getByTestId('setting-value').textContent();
const held = async (name: string): Promise<SettingView> =>
  (await control(stage.server.dataDir, 'GET', `/settings/${name}`)).body as SettingView;
const type = async ({ page }: Operator, value: string) => {
  await page.getByTestId('setting-input').fill(value);
  await page.getByTestId('setting-save').click();
};

describe('an operator looks at the settings', { timeout: 400_000 }, () => {
  it('sees what holds and where that is from, never a secret; filters stay in the address', async () => {
    const someone = await admin('/settings');
    await expect.poll(() => shownOf(someone, 'smacks_ack_timeout'), SOON).toBe('1 min 20 s');
    const source = row(someone, 'smacks_ack_timeout').getByTestId('setting-source');
    expect(await source.getAttribute('data-source')).toBe('environment');
    expect(await row(someone, 'smacks_ack_timeout').textContent()).toContain('SMACKS_ACK_TIMEOUT');
    expect(await shownOf(someone, 'admin_password')).toBe('set, not shown');
    expect(await someone.page.content()).not.toContain(PASSWORD);
    await someone.photograph('settings');
    expect(await someone.sidewaysAt360()).toBe(0);

    const rows = someone.page.getByTestId('setting-row');
    const all = await rows.count();
    await someone.page.getByTestId('filter-setting').fill('ack timeout');
    await expect.poll(() => rows.count(), SOON).toBeLessThan(5);
    await expect.poll(() => someone.page.url(), SOON).toContain('q=ack+timeout');
    await someone.goto('/settings?source=environment&only=live');
    await expect.poll(() => rows.count(), SOON).toBeLessThan(all);
    await someone.page.reload();
    await row(someone, 'smacks_ack_timeout').waitFor();
    expect(await row(someone, 'domain').count()).toBe(0);
    expect(await row(someone, 'admin_password').count()).toBe(0);
  });

  it('is told at the field what a value may be', async () => {
    const someone = await admin('/settings?name=smacks_ack_timeout');
    const drawer = someone.page.getByTestId('setting-drawer');
    await type(someone, '5 fortnights');
    await drawer.getByText('must be whole seconds from 1 to 3600').waitFor();
    expect(await someone.page.getByTestId('setting-input').getAttribute('aria-invalid')).toBe('true');
    expect(await held('smacks_ack_timeout')).toMatchObject({ value: { value: 80 }, source: 'environment' });
    await someone.photograph('setting-invalid');

    await someone.goto('/settings?name=smacks_durability');
    await drawer.getByText('It is read when the server starts').waitFor();
    expect(await someone.page.getByTestId('setting-save').count()).toBe(0);
  });

  it('has everything of one user recorded for a while, and stops it', async () => {
    const juliet = await stage.person('juliet');
    const { page } = await admin('/settings/recorded-users');
    await page.getByTestId('record-user').fill('nobody-at-all');
    await page.getByTestId('record-start').click();
    await page.getByText('No such account').waitFor();
    await page.getByTestId('record-user').fill(juliet.user);
    await page.getByTestId('record-start').click();
    const recorded = page.locator(`[data-testid="recorded-user"][data-user="${juliet.jid}"]`);
    await expect
      .poll(() => recorded.getByTestId('time-left').textContent(), SOON)
      .toMatch(/^(1:00:00|59:\d\d)$/);
    await recorded.getByTestId('record-stop').click();
    await expect.poll(() => recorded.count(), SOON).toBe(0);
    expect((await control(stage.server.dataDir, 'GET', '/tracing/users')).body).toEqual({ items: [] });
  });

  it('opens the palette and types at once: no letter is lost', async () => {
    const { page } = await admin('/');
    await page.getByTestId('figure-value').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('settings');
    const field = page.locator('[role="dialog"] input');
    await expect.poll(() => field.inputValue(), SOON).toBe('settings');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[role="dialog"]').count(), SOON).toBe(0);
    // Its code is here now, and it still has to appear.
    await page.getByTestId('palette').click();
    await page.keyboard.type('audit');
    await expect.poll(() => field.inputValue(), SOON).toBe('audit');
  });
});
