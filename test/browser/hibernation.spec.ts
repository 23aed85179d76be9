import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Operator, openBrowser } from '../support/browser.js';
import { CutProxy } from '../support/cut-proxy.js';
import { type DrivenClient, xmppJsClient } from '../support/driven-client.js';
import { openStage, type Person } from '../support/stage.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened; the live channel needs a quarter of a second. */
const SOON = { timeout: 10_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });
const startClient = xmppJsClient('xmpp');

describe('an operator watches sessions', () => {
  let browser: Browser;
  const cleanUps: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(() => browser.close());

  /** @xmpp/client behind a network of its own that can be cut. */
  const device = async (person: Person, resource: string) => {
    const proxy = await CutProxy.to(stage.server.address.c2s);
    const client: DrivenClient = startClient(proxy.port, {
      user: person.user,
      password: person.password,
      resource,
    });
    cleanUps.push(
      () => proxy.close(),
      () => client.dispose(),
    );
    await client.event('online');
    const loseNetwork = async () => {
      proxy.refuse();
      proxy.cut();
      await client.event('disconnected');
    };
    return { client, proxy, loseNetwork };
  };

  const operator = async (path: string) => {
    const someone = await Operator.arrive(browser, stage.server.address.http);
    cleanUps.push(async () => {
      await someone.page.context().close();
      expect(someone.complaints).toEqual([]);
    });
    await someone.goto(path);
    await someone.signIn('admin', PASSWORD);
    return someone;
  };

  it('refuses a wrong password in words, and shows nothing before sign-in', async () => {
    const stranger = await Operator.arrive(browser, stage.server.address.http);
    await stranger.goto('/sessions');
    await stranger.page.getByTestId('sign-in').waitFor();
    await stranger.photograph('sign-in');
    await stranger.signIn('admin', 'not the password');
    await stranger.page.getByTestId('sign-in-failure').waitFor();
    expect(await stranger.page.getByTestId('session-row').count()).toBe(0);
    await stranger.signIn('admin', PASSWORD);
    await expect.poll(() => new URL(stranger.page.url()).pathname, SOON).toBe('/sessions');
    await stranger.page.context().close();
  });

  it('falls asleep before their eyes, counts down, keeps its stanzas, and wakes', async () => {
    const romeo = await stage.person('romeo');
    const juliet = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    const phone = await device(romeo, 'phone');
    const admin = await operator(`/sessions?user=${romeo.user}`);
    const row = admin.row('phone');
    await expect.poll(() => row.getAttribute('data-state'), SOON).toBe('connected');

    await phone.loseNetwork();
    await expect.poll(() => row.getAttribute('data-state'), SOON).toBe('hibernating');
    const left = row.getByTestId('time-left');
    const first = await left.textContent();
    expect(first).toMatch(/\d/);
    await expect.poll(() => left.textContent(), SOON).not.toBe(first);
    for (const n of [1, 2, 3])
      juliet.send(`<message to='${romeo.jid}/phone' type='chat'><body>${n}</body></message>`);
    await juliet.acked();
    await expect.poll(() => row.getByTestId('unacked').textContent(), SOON).toBe('3');
    await admin.photograph('sessions-hibernating');
    expect(await admin.sidewaysAt360()).toBe(0);

    phone.proxy.accept();
    await phone.client.event('resumed');
    expect(await phone.client.bodiesUpTo('3')).toEqual(['1', '2', '3']);
    await expect.poll(() => row.getAttribute('data-state'), SOON).toBe('connected');
  });

  it("lowers a user's limit to 1: the one asleep longest is evicted, with the reason, and told so when it returns", async () => {
    const romeo = await stage.person('romeo');
    const phone = await device(romeo, 'phone');
    const tablet = await device(romeo, 'tablet');
    await phone.loseNetwork();
    const admin = await operator(`/sessions?user=${romeo.user}`);
    await expect.poll(() => admin.row('phone').getAttribute('data-state'), SOON).toBe('hibernating');
    await tablet.loseNetwork();
    await expect.poll(() => admin.row('tablet').getAttribute('data-state'), SOON).toBe('hibernating');

    await admin.goto(`/users/${encodeURIComponent(romeo.jid)}`);
    const limit = admin.page.locator('[data-limit="smacks_max_hibernated_sessions"]');
    await expect.poll(() => limit.getByTestId('limit-current').textContent(), SOON).toBe('2');
    await admin.photograph('limits');
    expect(await admin.sidewaysAt360()).toBe(0);
    await limit.getByTestId('limit-edit').click();
    await admin.page.getByTestId('limit-input').fill('1');
    await admin.page.getByTestId('preview-session').waitFor();
    await admin.page.getByTestId('limit-save').click();
    await expect.poll(() => limit.getByTestId('limit-override').textContent(), SOON).toBe('1');
    await expect.poll(() => limit.getByTestId('limit-effective').textContent(), SOON).toBe('1');
    expect(await limit.textContent()).toContain('10');

    await admin.goto(`/sessions?user=${romeo.user}`);
    await admin.row('tablet').waitFor();
    expect(await admin.row('phone').count()).toBe(0);
    await admin.goto(`/old-sessions?user=${encodeURIComponent(romeo.jid)}`);
    const old = admin.page.getByTestId('old-session-row').filter({ hasText: 'phone' });
    await old.waitFor();
    expect((await old.textContent())?.toLowerCase()).toContain('pushed out by a limit');
    await admin.photograph('old-sessions');
    await admin.goto('/events');
    await admin.page.locator('[data-testid="event-row"][data-reason="evicted"]').first().waitFor();
    await admin.photograph('events');
    expect(await admin.sidewaysAt360()).toBe(0);

    phone.proxy.accept();
    const failed = await phone.client.event('failed');
    expect(failed.condition).toBe('item-not-found');
    expect(failed.h).toMatch(/^\d+$/);
    await phone.client.event('online');
    tablet.proxy.accept();
    await tablet.client.event('resumed');
  });

  it('expires a sleeper and kills a living session with a typed reason', async () => {
    const romeo = await stage.person('romeo');
    const phone = await device(romeo, 'phone');
    const tablet = await device(romeo, 'tablet');
    await phone.loseNetwork();
    const admin = await operator(`/sessions?user=${romeo.user}`);
    const act = async (resource: string, action: 'session-expire' | 'session-kill', reason: string) => {
      await admin.row(resource).getByTestId(action).click();
      await admin.page.getByTestId('reason-input').fill(reason);
      if (action === 'session-kill') await admin.photograph('kill-dialog');
      await admin.page.getByTestId('confirm-button').click();
    };
    await expect.poll(() => admin.row('phone').getAttribute('data-state'), SOON).toBe('hibernating');
    await act('phone', 'session-expire', 'the phone was stolen');
    await expect.poll(() => admin.row('phone').count(), SOON).toBe(0);
    phone.proxy.accept();
    expect((await phone.client.event('failed')).condition).toBe('item-not-found');

    tablet.proxy.refuse();
    await act('tablet', 'session-kill', 'maintenance');
    await tablet.client.event('disconnected');
    await expect.poll(() => admin.row('tablet').count(), SOON).toBe(0);
    await admin.goto('/');
    await admin.page.getByTestId('figure-value').first().waitFor();
    await admin.photograph('overview');
    expect(await admin.sidewaysAt360()).toBe(0);
  });

  it('keeps its filter in the URL, and finds its way back when the server was gone', async () => {
    const admin = await operator('/sessions?state=hibernating');
    await admin.page.getByTestId('filter-chip').filter({ hasText: 'State is hibernating' }).waitFor();
    expect(new URL(admin.page.url()).searchParams.getAll('filter')).toEqual(['state=hibernating']);
    await stage.server.stop();
    await admin.page.getByTestId('live-banner').waitFor();
    await admin.photograph('server-gone');
    await stage.server.restart();
    await admin.page.getByTestId('sign-in').waitFor();
    await admin.signIn('admin', PASSWORD);
    await expect.poll(() => admin.page.url(), SOON).toContain('state=hibernating');
    admin.complaints.length = 0;
  });
});
