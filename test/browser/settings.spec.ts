import { describe, expect, it } from 'vitest';
import type { SettingView } from '#contracts';
import { axeViolations } from '../support/accessibility.js';
import type { Operator } from '../support/browser.js';
import { control } from '../support/control-socket.js';
import { bind, enable } from '../support/negotiation.js';
import { openStage } from '../support/stage.js';
import { Visitors } from '../support/visitors.js';

const PASSWORD = 'correct horse battery';
const ANNA = 'a staple of hers';
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

  it('sets one that acts on the next session, finds who did it, and takes it back', async () => {
    const romeo = await stage.person('romeo');
    const granted = async () => {
      const client = await romeo.arrive('starttls');
      await bind(client);
      return (await enable(client)).attrs['max'];
    };
    expect(await granted()).toBe('300');
    const someone = await admin('/settings?name=smacks_hibernation_time');
    const { page } = someone;
    await type(someone, '7 min');
    await expect.poll(() => page.getByTestId('drawer-value').textContent(), SOON).toBe('7 min (420)');
    expect(await granted()).toBe('420');
    const change = page.getByTestId('setting-change');
    await expect.poll(() => change.first().textContent(), SOON).toMatch(/5 min.*7 min.*by admin/);
    await someone.photograph('setting');

    await page.getByTestId('setting-undo').click();
    await expect.poll(() => page.getByTestId('drawer-value').textContent(), SOON).toBe('5 min (300)');
    expect(await granted()).toBe('300');
    await expect.poll(() => change.count(), SOON).toBe(2);

    // Undone twice it is there again; what is configured is another way back.
    await page.getByTestId('setting-undo').click();
    await expect.poll(() => page.getByTestId('drawer-value').textContent(), SOON).toBe('7 min (420)');
    await page.getByTestId('setting-reset').click();
    await expect.poll(() => page.getByTestId('setting-reset').count(), SOON).toBe(0);
    expect(await held('smacks_hibernation_time')).toMatchObject({ value: { value: 300 }, source: 'default' });
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

  it('does not overwrite unseen what another operator was quicker to set', async () => {
    await visitors.account('anna', ANNA, 'admin');
    const path = '/settings?name=smacks_max_ack_delay';
    const slow = await admin(path);
    const quick = await visitors.operator(path, 'anna', ANNA);
    await slow.page.getByTestId('setting-input').fill('30');
    await type(quick, '45');
    await expect.poll(() => quick.page.getByTestId('drawer-value').textContent(), SOON).toBe('45 s (45)');

    await slow.page.getByTestId('setting-save').click();
    const lost = slow.page.getByTestId('setting-lost');
    await expect.poll(() => lost.textContent(), SOON).toMatch(/Somebody else changed it since.*45 s.*anna/);
    expect(await held('smacks_max_ack_delay')).toMatchObject({ value: { value: 45 }, setBy: 'anna' });
    expect(await slow.page.getByTestId('setting-input').inputValue()).toBe('30');
    expect(await axeViolations(slow.page)).toEqual([]);
    await slow.photograph('setting-lost');

    await slow.page.getByTestId('setting-save').click();
    await expect
      .poll(() => held('smacks_max_ack_delay'), SOON)
      .toMatchObject({
        value: { value: 30 },
        setBy: 'admin',
      });
    // The other one sees it without asking.
    await expect.poll(() => quick.page.getByTestId('drawer-value').textContent(), SOON).toBe('30 s (30)');
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
