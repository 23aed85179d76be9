import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '../support/accessibility.js';
import { Operator, openBrowser } from '../support/browser.js';
import { dashboardPages, type Sights, unlistedRoutes } from '../support/dashboard-pages.js';
import { LivelyNight } from '../support/lively-night.js';
import { openStage } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** A page is looked at three times, and machines are loaded. */
const PATIENCE = 90_000;

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

/** Axe finds nothing, whichever colours, at a desk and on a phone, where nothing goes over the edge. Takes pictures to be looked at. */
async function expectGood(admin: Operator, name: string, as = { opened: false }): Promise<void> {
  const found: Record<string, readonly string[]> = {};
  for (const colours of ['light', 'dark'] as const) {
    await admin.wear(colours);
    found[colours] = await axeViolations(admin.page, as);
    await admin.shoot(`${name}-${colours}`);
  }
  await admin.wear('light');
  await admin.onPhone(async () => {
    found['360 px'] = await axeViolations(admin.page, as);
    await admin.shoot(`${name}-360`);
    expect(await admin.sideways(), `${name} at 360 px goes over the edge`).toBe(0);
  });
  expect(found, name).toEqual({ light: [], dark: [], '360 px': [] });
}

describe('a dashboard that everybody can use', () => {
  let browser: Browser;
  let night: LivelyNight;
  let sights: Sights;
  let admin: Operator;
  beforeAll(async () => {
    [browser, night] = await Promise.all([openBrowser(), LivelyNight.begin(stage)]);
    sights = await night.sights();
    admin = await Operator.arrive(browser, stage.server.address.http);
    await admin.goto('/');
    await admin.page.getByTestId('sign-in').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    night?.end();
  });

  it('lists every page of the router here', () => {
    expect(unlistedRoutes()).toEqual([]);
  });

  it('sign-in', async () => {
    await expectGood(admin, 'sign-in');
    await admin.signIn('admin', 'not the password');
    await admin.page.getByTestId('sign-in-failure').waitFor();
    await expectGood(admin, 'sign-in-refused');
    await admin.signIn('admin', PASSWORD);
    await admin.settled();
  });

  it.each(dashboardPages)(
    '$name',
    async ({ name, path }) => {
      await admin.goto(path(sights));
      await admin.settled();
      await expectGood(admin, name);
      const openers = await admin.openers();
      for (const opener of openers) {
        await opener.click();
        await admin.settled();
        const label = (await opener.getAttribute('aria-label')) ?? (await opener.textContent()) ?? '';
        await expectGood(admin, `${name}-${label.trim().toLowerCase().replaceAll(/\W+/g, '-')}`, {
          opened: true,
        });
        await admin.page.keyboard.press('Escape');
      }
    },
    PATIENCE,
  );

  it.each([
    ['palette', 'Control+k'],
    ['keys', '?'],
  ])(
    'the %s',
    async (name, key) => {
      await admin.goto('/events');
      await admin.settled();
      await admin.page.keyboard.press(key);
      const dialog = admin.page.getByRole('dialog');
      await dialog.waitFor();
      await expectGood(admin, name);
      await admin.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    },
    PATIENCE,
  );

  it(
    'the own account',
    async () => {
      await admin.page.getByTestId('user-menu').click();
      await admin.page.getByTestId('sign-out').waitFor();
      await expectGood(admin, 'user-menu', { opened: true });
      await admin.page.keyboard.press('Escape');
      expect(await admin.page.getByTestId('sign-out').count()).toBe(0);
    },
    PATIENCE,
  );

  it('has complained of nothing', () => {
    expect(admin.complaints).toEqual([]);
  });
});
