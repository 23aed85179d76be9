import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { AuditEntryView } from '#contracts';
import type { Operator } from '../support/browser.js';
import { control } from '../support/control-socket.js';
import { openStage } from '../support/stage.js';
import { Visitors } from '../support/visitors.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened; generous, since a machine may be busy. */
const SOON = { timeout: 60_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });
const visitors = new Visitors(stage);
const admin = (path: string) => visitors.operator(path, 'admin', PASSWORD);
const set = async (name: string, value: unknown) => {
  const answer = await control(
    stage.server.dataDir,
    'PUT',
    `/settings/${name}`,
    { value },
    { 'if-match': '*' },
  );
  return answer.status;
};
const download = async ({ page }: Operator, button: string): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId(button).click()]);
  return readFile(await file.path(), 'utf8');
};

describe('an operator reads what was done', { timeout: 400_000 }, () => {
  it('sees a change as it happens: who, to what, before and after, and how it went', async () => {
    const someone = await admin('/audit');
    const { page } = someone;
    const rows = page.getByTestId('audit-row');
    await rows.first().waitFor();
    expect(await set('smacks_max_ack_delay', 25)).toBe(200);
    expect(await set('smacks_max_ack_delay', 'soon')).toBe(422);
    const [refused, done] = [rows.nth(0), rows.nth(1)];
    await expect.poll(() => refused.getAttribute('data-result'), SOON).toBe('setting-not-allowed');
    expect(await refused.getByTestId('audit-result').textContent()).toBe('value not allowed');
    expect(await done.getByTestId('audit-change').textContent()).toMatch(/60 \(configured\).*25$/);
    expect(await done.locator('del [data-changed]').textContent()).toBe('60 (configured)');
    expect(await done.locator('ins [data-changed]').textContent()).toBe('25');
    expect(await done.textContent()).toContain('command line');
    await someone.photograph('audit');
    expect(await someone.sidewaysAt360()).toBe(0);

    await done.getByTestId('audit-target').getByRole('link').click();
    await expect.poll(() => page.getByTestId('drawer-value').textContent(), SOON).toBe('25 s (25)');
    expect(new URL(page.url()).searchParams.get('name')).toBe('smacks_max_ack_delay');
  });

  it('finds by who, what, target, result and time, in an address that can be shared, and downloads just that', async () => {
    expect(await set('events_max', 5000)).toBe(200);
    expect(await set('events_max', 'many')).toBe(422);
    const someone = await admin('/audit?actor=cli&target=events&result=done&last=hour');
    const { page } = someone;
    const rows = page.getByTestId('audit-row');
    await expect.poll(() => rows.count(), SOON).toBe(1);
    expect(await rows.first().textContent()).toContain('events_max');

    const lines = (await download(someone, 'export-ndjson')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as AuditEntryView)).toMatchObject([
      { actor: 'cli', action: 'setting-set', target: 'events_max', after: '5000', result: 'done' },
    ]);
    const [head, ...table] = (await download(someone, 'export-csv')).trimEnd().split('\r\n');
    expect(head).toContain('actor');
    expect(table).toHaveLength(1);
    expect(table[0]).toContain('events_max');

    await page.getByTestId('filter-result').click();
    await page.getByRole('option', { name: 'value not allowed' }).click();
    await expect.poll(() => rows.first().getAttribute('data-result'), SOON).toBe('setting-not-allowed');
    await page.getByTestId('filter-action').click();
    await page.getByRole('option', { name: 'signed in', exact: true }).click();
    await page.getByText('Nothing like this was done').waitFor();
    await page.reload();
    await page.getByText('Nothing like this was done').waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({
      actor: 'cli',
      action: 'sign-in',
      result: 'setting-not-allowed',
    });
    await page.getByTestId('filter-clear').click();
    await expect.poll(() => rows.count(), SOON).toBeGreaterThan(2);

    const tomorrow = Date.now() + 86_400_000;
    await someone.goto(`/audit?from=${tomorrow}`);
    await page.getByText('Nothing like this was done').waitFor();
  });

  it('pages back through a long log', async () => {
    for (let n = 0; n < 55; n += 1) expect(await set('events_max', 2000 + n)).toBe(200);
    const { page } = await admin('/audit?target=events_max&result=done');
    const newest = page.getByTestId('audit-row').first();
    await expect.poll(() => newest.textContent(), SOON).toContain('2054');
    expect(await page.getByTestId('audit-row').count()).toBe(50);
    await page.getByTestId('audit-older').click();
    await expect.poll(() => newest.textContent(), SOON).toContain('2004');
    expect(new URL(page.url()).searchParams.get('after')).not.toBeNull();
    await page.goBack();
    await expect.poll(() => newest.textContent(), SOON).toContain('2054');
  });
});
