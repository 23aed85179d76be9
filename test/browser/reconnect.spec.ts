import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { CutProxy } from '../support/cut-proxy.js';
import { LivelyNight } from '../support/lively-night.js';
import { openStage } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
const SOON = { timeout: 20_000 };
const PATIENCE = 90_000;

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

describe('a page whose server is away', () => {
  let browser: Browser;
  let network: CutProxy;
  let night: LivelyNight;
  let admin: Operator;
  beforeAll(async () => {
    [browser, network, night] = await Promise.all([
      openBrowser(),
      CutProxy.to(stage.server.address.http),
      LivelyNight.begin(stage),
    ]);
    admin = await Operator.arrive(browser, network.port);
    await admin.goto('/sessions');
    await admin.signIn('admin', PASSWORD);
    await admin.row('tablet').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await network?.close();
    night?.end();
  });

  const channel = () => admin.page.getByTestId('live-lamp').getAttribute('data-channel');
  const banner = () => admin.page.getByTestId('live-banner');

  it(
    'says so, shows what it knew, and catches up by itself with all that happened meanwhile',
    async () => {
      await expect.poll(channel, SOON).toBe('live');
      const watch = await night.device(night.romeo, 'watch');
      await admin.row('watch').waitFor();

      network.refuse();
      network.cut();
      await banner().waitFor();
      expect(await banner().textContent()).toContain('interrupted');
      expect(await admin.row('watch').getAttribute('data-state')).toBe('connected');
      expect(await admin.row('tablet').count()).toBe(1);

      watch.cut();
      const asleep = await night.session('tablet');
      await night.ask('POST', `/sessions/${asleep.id}/expire`, { reason: 'while nobody looked' });
      await night.device(night.juliet, 'newcomer');
      expect(await admin.row('newcomer').count()).toBe(0);

      network.accept();
      await banner().waitFor({ state: 'detached' });
      await expect.poll(channel, SOON).toBe('live');
      await expect.poll(() => admin.row('watch').getAttribute('data-state'), SOON).toBe('hibernating');
      await expect.poll(() => admin.row('tablet').count(), SOON).toBe(0);
      await expect.poll(() => admin.row('newcomer').count(), SOON).toBe(1);
    },
    PATIENCE,
  );

  it(
    'tries at once when told to, without waiting for its turn',
    async () => {
      network.refuse();
      network.cut();
      await banner().waitFor();
      network.accept();
      await admin.page.getByRole('button', { name: 'Try now' }).click();
      await banner().waitFor({ state: 'detached' });
    },
    PATIENCE,
  );

  it(
    'asks to sign in again after a restart, and leads back to the same view, alive',
    async () => {
      await admin.goto(`/sessions?filter=${encodeURIComponent('state=hibernating')}`);
      await admin.row('watch').waitFor();
      await stage.server.stop();
      await banner().waitFor();
      await stage.server.restart();
      await admin.page.getByTestId('username').waitFor();
      await admin.signIn('admin', PASSWORD);
      await admin.row('watch').waitFor();
      expect(new URL(admin.page.url()).searchParams.getAll('filter')).toEqual(['state=hibernating']);
      await expect.poll(channel, SOON).toBe('live');
      // Whoever was connected when the server stopped sleeps now.
      await admin.row('newcomer').waitFor();
    },
    PATIENCE,
  );
});
