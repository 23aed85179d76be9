import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { dashboardPages, type Sights } from '../support/dashboard-pages.js';
import { LivelyNight } from '../support/lively-night.js';
import { openStage } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
const SOON = { timeout: 20_000 };
const PATIENCE = 90_000;
const ROLES = ['viewer', 'operator', 'admin'] as const;

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

describe('what a role sees', () => {
  let browser: Browser;
  let night: LivelyNight;
  let sights: Sights;
  const people = {} as Record<(typeof ROLES)[number], Operator>;
  beforeAll(async () => {
    [browser, night] = await Promise.all([openBrowser(), LivelyNight.begin(stage)]);
    sights = await night.sights();
    for (const role of ROLES) {
      const username = role === 'admin' ? 'admin' : `a-${role}`;
      if (role !== 'admin') await night.ask('POST', '/operators', { username, password: PASSWORD, role });
      people[role] = await Operator.arrive(browser, stage.server.address.http);
      await people[role].goto('/');
      await people[role].signIn(username, PASSWORD);
      await people[role].settled();
    }
  });
  afterAll(async () => {
    await browser?.close();
    night?.end();
  });

  const links = (someone: Operator) =>
    someone.page
      .locator('nav[aria-label="Pages"]:visible a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));

  it('in the navigation: pages for administrators are for them alone', async () => {
    const [viewer, operator, admin] = await Promise.all(ROLES.map((role) => links(people[role])));
    expect(viewer).toEqual(operator);
    const extra = admin?.filter((href) => !viewer?.includes(href)) ?? [];
    expect(extra).toContain('/accounts');
    const adminOnly = dashboardPages.filter((page) => page.adminOnly).map(({ route }) => route);
    expect(adminOnly).toEqual(expect.arrayContaining(extra));
  });

  it.each(dashboardPages)(
    '$name: every role gets what it may, or is told in words',
    async ({ path, adminOnly = false }) => {
      for (const role of ROLES) {
        const { page } = people[role];
        await people[role].goto(path(sights));
        await people[role].settled();
        // Neither a page that failed nor one that loads for ever.
        expect(await page.getByText('This page failed').count()).toBe(0);
        const denied = await page
          .locator('#content')
          .getByText(/administrators?/i)
          .count();
        if (adminOnly && role !== 'admin') expect(denied, `${role} is told why`).toBeGreaterThan(0);
        expect(await page.getByText('This could not be loaded').count(), `${role}`).toBe(0);
      }
    },
    PATIENCE,
  );

  it(
    'of actions on sessions: none as a viewer; the server refuses all the same, in words',
    async () => {
      const { viewer, operator } = people;
      for (const someone of [viewer, operator]) {
        await someone.goto('/sessions');
        await someone.row('tablet').waitFor();
      }
      expect(await viewer.page.getByTestId('session-kill').count()).toBe(0);
      expect(await operator.row('tablet').getByTestId('session-kill').count()).toBe(1);
    },
    PATIENCE,
  );

  it(
    'when the role is taken away while the page is open: the action is refused in words, and then is not offered any more',
    async () => {
      const { operator } = people;
      await operator.goto('/sessions');
      await operator.row('tablet').getByTestId('session-kill').click();
      await operator.page.getByTestId('reason-input').fill('to see whether I still may');
      await night.ask('PATCH', '/operators/a-operator', { role: 'viewer' });
      await operator.page.getByTestId('confirm-button').click();
      await expect
        .poll(() => operator.page.locator('body').textContent(), SOON)
        .toContain('This needs the role operator; you are viewer');
      await expect.poll(() => operator.page.getByTestId('session-kill').count(), SOON).toBe(0);
      expect(await operator.row('tablet').count()).toBe(1);
    },
    PATIENCE,
  );

  it(
    'when it is given back: by itself as well',
    async () => {
      const { operator } = people;
      await night.ask('PATCH', '/operators/a-operator', { role: 'operator' });
      await operator.goto('/sessions');
      await operator.row('tablet').getByTestId('session-kill').waitFor();
    },
    PATIENCE,
  );

  it('of a sign-in that was ended: nothing, but the way in', async () => {
    const { viewer } = people;
    await viewer.goto('/sessions');
    await viewer.row('tablet').waitFor();
    await night.ask('PATCH', '/operators/a-viewer', { disabled: true });
    await viewer.page.getByTestId('username').waitFor();
    expect(await viewer.page.getByTestId('session-row').count()).toBe(0);
  });

  it('has complained of nothing but refusals', () => {
    for (const role of ROLES)
      expect(people[role].complaints.filter((text) => !text.includes('403'))).toEqual([]);
  });
});
