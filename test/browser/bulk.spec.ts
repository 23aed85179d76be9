import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { control } from '../support/control-socket.js';
import { authenticate, bind, enable, openStream, resume } from '../support/negotiation.js';
import { openStage, type Person } from '../support/stage.js';
import type { XmlClient } from '../support/xml-client.js';

const SLEEPERS = 500;
const AT_A_TIME = 20;
/** Slow enough to be seen moving and to be stopped half-way. */
const PACE = 60;
const PASSWORD = 'correct horse battery';
const SOON = { timeout: 20_000 };

const stage = openStage({
  DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true',
  SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
  SMACKS_MAX_OLD_SESSIONS: 'none',
});
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function arrive(person: Person): Promise<XmlClient> {
  const client = await stage.connect('plaintext');
  await openStream(client);
  await authenticate(client, person.user, person.password, 'PLAIN');
  return client;
}

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds wrong with the page as it stands, in both themes. */
async function faults(page: Page): Promise<unknown[]> {
  const found: unknown[] = [];
  await page.evaluate(AXE);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations)',
    );
    for (const { id, nodes } of violations) found.push([colorScheme, id, nodes.map(({ html }) => html)]);
  }
  return found;
}

/** Sessions of one person, logged in and lost, in the order of their resources. */
async function sleepers(person: Person): Promise<XmlClient[]> {
  const clients: XmlClient[] = [];
  const one = async (i: number) => {
    const client = await arrive(person);
    await bind(client, `r${i}`);
    await enable(client);
    await client.hangUp();
    clients[i] = client;
  };
  for (let i = 0; i < SLEEPERS; i += AT_A_TIME)
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, n) => one(i + n)));
  return clients;
}

/** Signed in with that role, at a page. */
async function at(path: string, role: 'viewer' | 'operator'): Promise<Operator> {
  await control(stage.server.dataDir, 'POST', '/operators', {
    ...{ username: role, role, rights: [], password: PASSWORD },
  });
  const someone = await Operator.arrive(browser, stage.server.address.http);
  await someone.goto(path);
  await someone.signIn(role, PASSWORD);
  return someone;
}

it(`expires ${SLEEPERS} sleepers before an operator's eyes, stopped half-way and taken up again; one has woken`, async () => {
  const romeo = await stage.person('romeo');
  const lost = await sleepers(romeo);
  const operator = await at('/bulk', 'operator');
  const { page } = operator;
  const shown = (id: string) => page.getByTestId(id);
  const numberIn = async (id: string) => Number((await shown(id).textContent())?.replace(/\D/g, ''));

  await shown('bulk-on-sessions').click();
  await shown('bulk-action-expire').check();
  await shown('bulk-filter').fill(`state=hibernatin\nuser=${romeo.jid}`);
  await shown('bulk-preview').click();
  await page.getByText('Say why').waitFor();
  await shown('bulk-reason').fill('making room');
  await shown('bulk-preview').click();
  await page.getByText('hibernatin is not one of').waitFor();
  await shown('bulk-filter').fill(`state=hibernating\nuser=${romeo.jid}`);
  expect(await faults(page)).toEqual([]);
  await shown('bulk-preview').click();

  await expect.poll(() => shown('bulk-preview-count').textContent(), SOON).toBe(String(SLEEPERS));
  expect(await shown('bulk-sample').locator('li').count()).toBe(20);
  expect(await shown('bulk-target').textContent()).toContain(`user=${romeo.jid}`);
  await shown('bulk-pace').fill(String(PACE));
  await shown('bulk-count').fill(String(SLEEPERS - 1));
  await shown('bulk-start').click();
  await page.getByText(`it is ${SLEEPERS}.`).waitFor();
  await operator.photograph('bulk-confirm');
  expect(await faults(page)).toEqual([]);
  expect(await operator.sidewaysAt360()).toBe(0);

  // What was frozen is asleep; one of them wakes before its turn.
  const awake = await arrive(romeo);
  await resume(awake, lost[450] as XmlClient);
  await shown('bulk-count').fill(String(SLEEPERS));
  await shown('bulk-start').click();
  const job = shown('bulk-job');
  const taken = async () => Number(await job.getAttribute('data-taken'));
  await job.waitFor();
  const seen = new Set<number>();
  await expect
    .poll(async () => seen.add(await taken()).size, { ...SOON, interval: 20 })
    .toBeGreaterThanOrEqual(3);
  await shown('bulk-cancel').click();
  await expect.poll(() => job.getAttribute('data-state'), SOON).toBe('cancelled');
  expect(await faults(page)).toEqual([]);
  const stopped = await taken();
  expect(stopped).toBeGreaterThan(0);
  expect(stopped).toBeLessThan(SLEEPERS);

  await shown('bulk-resume').click();
  await expect.poll(() => job.getAttribute('data-state'), SOON).toBe('running');
  await shown('bulk-close').click();
  await page.getByRole('link', { name: 'Overview' }).click();
  await shown('bulk-indicator').waitFor();
  expect(await operator.sidewaysAt360()).toBe(0);
  await operator.photograph('bulk-indicator');
  await shown('bulk-indicator').click();
  await expect.poll(() => job.getAttribute('data-state'), SOON).toBe('done');
  await expect.poll(() => shown('bulk-indicator').count(), SOON).toBe(0);
  expect(await numberIn('bulk-outcome-done')).toBe(SLEEPERS - 1);
  expect(await numberIn('bulk-outcome-left')).toBe(0);
  const failed = page.getByTestId('bulk-result');
  await expect.poll(() => failed.count(), SOON).toBe(1);
  expect(await failed.textContent()).toContain(`${romeo.jid}/r450`);
  expect(await failed.getByTestId('bulk-why').textContent()).toContain('was connected again');
  await operator.photograph('bulk-job');
  expect(await faults(page)).toEqual([]);
  expect(await operator.sidewaysAt360()).toBe(0);

  await shown('bulk-outcome-done').click();
  await expect.poll(() => failed.count(), SOON).toBe(25);
  expect(new URL(page.url()).searchParams.get('outcome')).toBe('done');
  await awake.expectNothing();
  expect(operator.complaints.filter((text) => !text.includes('400'))).toEqual([]);
  await page.getByRole('link', { name: 'All bulk actions' }).click();
  expect(await faults(page)).toEqual([]);
  expect(await operator.sidewaysAt360()).toBe(0);
  await page.context().close();
}, 150_000);

it('shows viewers how bulk actions come along, and lets them start or stop none', async () => {
  const viewer = await at('/bulk', 'viewer');
  const { page } = viewer;
  const row = page.getByTestId('bulk-row');
  await row.waitFor();
  expect(await page.getByTestId('bulk-on-sessions').count()).toBe(0);
  await row.getByRole('link').click();
  await page.getByTestId('bulk-job').waitFor();
  expect(await page.getByTestId('bulk-resume').count()).toBe(0);
  expect(viewer.complaints).toEqual([]);
  await page.context().close();
});
