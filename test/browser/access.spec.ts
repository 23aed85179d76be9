import { describe, expect, it } from 'vitest';
import { openStage } from '../support/stage.js';
import { Visitors } from '../support/visitors.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened; generous, since a machine may be busy. */
const SOON = { timeout: 60_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });
const visitors = new Visitors(stage);
const admin = (path: string) => visitors.operator(path, 'admin', PASSWORD);
const get = async (path: string, key: string) => {
  const address = `http://127.0.0.1:${stage.server.address.http}/api/v1${path}`;
  return (await fetch(address, { headers: { authorization: `Bearer ${key}` } })).status;
};

describe('who may come in', { timeout: 400_000 }, () => {
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
});
