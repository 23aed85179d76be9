import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionDetail } from '#contracts';
import { Operator, openBrowser } from '../support/browser.js';
import { control } from '../support/control-socket.js';
import { askToResume, resume } from '../support/negotiation.js';
import { openStage, type Person } from '../support/stage.js';
import type { XmlClient } from '../support/xml-client.js';

const PASSWORD = 'correct horse battery';
/** For the page to show what has happened; the live channel needs a quarter of a second. */
const SOON = { timeout: 20_000 };

const stage = openStage({ DORMOUSE_ADMIN_PASSWORD: PASSWORD });

/** What is drawn of a life, as it is on the screen at one moment. */
interface Drawn {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly width: number;
  readonly stretches: readonly { state: string; from: number; to: number; left: number; width: number }[];
  readonly marks: readonly { kinds: string; at: number; middle: number }[];
}
const DRAWN = `(() => {
  const of = (id) => [...document.querySelectorAll('[data-testid="' + id + '"]')];
  const line = document.querySelector('[data-testid="timeline"]');
  const box = (element) => element.getBoundingClientRect();
  return {
    from: Number(line.dataset.from),
    to: Number(line.dataset.to),
    left: box(line).left,
    width: box(line).width,
    stretches: of('stretch').map((it) => {
      const { left, width } = box(it.querySelector('rect'));
      return { state: it.dataset.state, from: Number(it.dataset.from), to: Number(it.dataset.to), left, width };
    }),
    marks: of('mark').map((it) => {
      const { left, width } = box(it);
      return { kinds: it.dataset.kinds, at: Number(it.dataset.at), middle: left + width / 2 };
    }),
  };
})()`;

describe('the page of a session', () => {
  let browser: Browser;
  let admin: Operator;
  beforeAll(async () => {
    browser = await openBrowser();
    admin = await arrive('admin', PASSWORD, '/sessions');
    await admin.page.getByTestId('filter-user').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    expect(admin.complaints).toEqual([]);
  });

  async function arrive(username: string, password: string, path: string) {
    const someone = await Operator.arrive(browser, stage.server.address.http);
    await someone.goto(path);
    await someone.signIn(username, password);
    return someone;
  }

  /** A session of a person's, by the id under which operators find it. */
  async function idOf({ jid }: Person): Promise<string> {
    const path = `/sessions?filter=${encodeURIComponent(`user=${jid}`)}`;
    const { body } = await control(stage.server.dataDir, 'GET', path);
    return (body as { items: SessionDetail[] }).items[0]?.id ?? '';
  }
  const viewOf = async (id: string) =>
    (await control(stage.server.dataDir, 'GET', `/sessions/${id}`)).body as SessionDetail;

  const open = async (someone: Operator, id: string) => {
    await someone.goto(`/sessions/${id}`);
    await someone.page.getByTestId('session-detail').waitFor();
  };
  const shows = (state: string) =>
    expect.poll(() => admin.page.getByTestId('session-detail').getAttribute('data-state'), SOON).toBe(state);
  const toast = (words: string) => admin.page.locator('[role="alert"]', { hasText: words }).first().waitFor();
  const act = async (action: string, reason: string) => {
    await admin.page.getByTestId(`session-${action}`).click();
    await admin.page.getByTestId('reason-input').fill(reason);
    await admin.page.getByTestId('confirm-button').click();
  };
  const kinds = async () => {
    const { marks } = await admin.page.evaluate<Drawn>(DRAWN);
    return marks.flatMap((mark) => mark.kinds.split(' '));
  };
  /** Nothing is left in the queue: the client has acknowledged what it was sent. */
  const acknowledged = async (person: Person, client: XmlClient) => {
    client.send(`<a xmlns='urn:xmpp:sm:3' h='${client.sm?.h}'/>`);
    const id = await idOf(person);
    await expect.poll(async () => (await viewOf(id)).unacked, SOON).toBe(0);
  };
  const say = async (from: XmlClient, to: Person, ...bodies: string[]) => {
    for (const body of bodies)
      from.send(`<message to='${to.jid}/phone' type='chat'><body>${body}</body></message>`);
    await from.acked();
  };

  it('tells a night to scale: a cut, what waited, a refused resumption with its reason, a resumption', async () => {
    const romeo = await stage.person('romeo');
    const juliet = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    const phone = await romeo.signIn('starttls', { resource: 'phone', sm: 'resume' });
    await acknowledged(romeo, phone);
    await admin.goto(`/sessions?user=${romeo.user}`);
    await admin.row('phone').getByRole('link').first().click();
    await shows('connected');

    phone.cut();
    const had = phone.sm?.h ?? 0;
    await shows('hibernating');
    await say(juliet, romeo, '1', '2', '3');
    await expect.poll(() => admin.page.getByTestId('queue-row').count(), SOON).toBe(3);
    expect(await admin.page.getByTestId('queue-row').first().textContent()).toMatch(
      /^\d+message · chatnot sent yet\d+ B/,
    );

    const liar = await romeo.arrive('starttls');
    askToResume(liar, phone, 99);
    await liar.expect(`<failed xmlns='urn:xmpp:sm:3'/>`);
    await expect.poll(kinds, SOON).toContain('smacks-resume-failed');
    await admin.photograph('session-night');
    expect(await admin.sidewaysAt360()).toBe(0);
    const again = await romeo.arrive('starttls');
    await resume(again, phone, had);
    for (const body of ['1', '2', '3']) await again.expect(`<message><body>${body}</body></message>`);
    await shows('connected');
    await expect
      .poll(kinds, SOON)
      .toEqual([
        'session-opened',
        'smacks-enabled',
        'smacks-hibernation-start',
        'smacks-resume-failed',
        'smacks-resumed',
      ]);

    const { from, to, left, width, stretches, marks } = await admin.page.evaluate<Drawn>(DRAWN);
    const xOf = (at: number) => left + ((at - from) / (to - from)) * width;
    expect(stretches.map(({ state }) => state)).toEqual(['connected', 'hibernating', 'connected']);
    for (const stretch of stretches) {
      expect(Math.abs(stretch.left - xOf(stretch.from))).toBeLessThan(2);
      expect(Math.abs(stretch.left + stretch.width - xOf(stretch.to))).toBeLessThan(3);
    }
    for (const { at, middle } of marks)
      expect(Math.abs(middle - Math.max(left + 12, xOf(at)))).toBeLessThan(2);

    const refused = admin.page.locator('[data-testid="mark"][data-kinds~="smacks-resume-failed"]');
    await refused.focus();
    expect(await admin.page.getByTestId('timeline-card').textContent()).toContain(
      'it counted more than was sent',
    );
    await admin.page.keyboard.press('Escape');
    expect(await admin.page.getByTestId('timeline-card').count()).toBe(0);
    const row = admin.page.locator('[data-testid="story-row"][data-kind="smacks-resume-failed"]');
    expect(await row.textContent()).toContain('it counted more than was sent');

    await admin.page.getByTestId('zoom').getByText('Hour').click();
    await expect.poll(() => new URL(admin.page.url()).searchParams.get('zoom'), SOON).toBe('hour');
    expect(await kinds()).toContain('smacks-resumed');
    await admin.page.getByTestId('back').click();
    await admin.row('phone').waitFor();
    expect(new URL(admin.page.url()).search).toContain(romeo.user);
    await again.close();
  });

  it('acts on a session: what the client sees, and what is left of it', async () => {
    const romeo = await stage.person('romeo');
    const phone = await romeo.signIn('starttls', { resource: 'phone', sm: 'resume' });
    const id = await idOf(romeo);
    await open(admin, id);

    const trips = async () => (await viewOf(id)).roundTrips.length;
    const before = await trips();
    phone.showRequests = true;
    await act('request-ack', 'is it there?');
    await phone.expect(`<r xmlns='urn:xmpp:sm:3'/>`);
    await toast('Acknowledged');
    await expect
      .poll(() => admin.page.getByTestId('ack-sparkline').getAttribute('data-count'), SOON)
      .toBe(String(before + 1));
    phone.showRequests = false;
    await admin.photograph('session-connected');

    await act('disconnect', 'a rebalancing');
    await phone.ended();
    await shows('hibernating');
    const again = await romeo.arrive('starttls');
    await resume(again, phone);
    await shows('connected');
    await act('disconnect', 'and once more');
    await again.ended();
    await shows('hibernating');

    const deadline = (await viewOf(id)).deadline ?? 0;
    await admin.page.getByTestId('session-extend').click();
    await admin.page.getByTestId('extend-by').getByText('8 h').click();
    await admin.page.getByTestId('beyond-limit').check();
    await admin.photograph('session-extend');
    await admin.page.getByTestId('reason-input').fill('on a plane');
    await admin.page.getByTestId('confirm-button').click();
    await toast('Session extended');
    expect((await viewOf(id)).deadline).toBe(deadline + 8 * 3600 * 1000);

    await act('expire', 'the phone was stolen');
    await shows('over');
    await expect.poll(kinds, SOON).toContain('session-ended');
    await expect.poll(() => admin.page.getByTestId('kept-h').textContent(), SOON).toMatch(/^\d+, kept/);
    await admin.photograph('session-over');
    expect(await admin.sidewaysAt360()).toBe(0);
    await admin.page.getByTestId('session-forget').click();
    await admin.page.getByTestId('confirm-button').click();
    await expect.poll(() => admin.page.getByTestId('kept-h').textContent(), SOON).toBe('not kept');
    expect(await admin.page.getByTestId('story-row').count()).toBeGreaterThan(5);

    const other = await stage.person('mercutio');
    const tablet = await other.signIn('starttls', { resource: 'tablet', sm: 'resume' });
    await open(admin, await idOf(other));
    await act('kill', 'maintenance');
    await tablet.expect('<stream:error/>');
    await tablet.ended();
    await shows('over');
  });

  it('shows a viewer no actions, and reads a stanza out only to who may, which is written down', async () => {
    const { dataDir } = stage.server;
    for (const operator of [
      { username: 'viola', password: PASSWORD, role: 'viewer' },
      { username: 'petra', password: PASSWORD, role: 'operator', rights: ['peek'] },
    ])
      expect((await control(dataDir, 'POST', '/operators', operator)).status).toBe(201);
    const romeo = await stage.person('romeo');
    const juliet = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    const phone = await romeo.signIn('starttls', { resource: 'phone', sm: 'resume' });
    await acknowledged(romeo, phone);
    phone.cut();
    await say(juliet, romeo, 'a secret');
    const path = `/sessions/${await idOf(romeo)}`;

    const viewer = await arrive('viola', PASSWORD, path);
    await viewer.page.getByTestId('queue-row').waitFor();
    for (const action of ['request-ack', 'disconnect', 'extend', 'expire', 'kill'])
      expect(await viewer.page.getByTestId(`session-${action}`).count()).toBe(0);
    expect(await viewer.page.getByTestId('peek').count()).toBe(0);

    await open(admin, path.slice('/sessions/'.length));
    const row = admin.page.getByTestId('queue-row');
    await row.waitFor();
    expect(await admin.page.getByTestId('peek').count()).toBe(0);
    const n = await row.getAttribute('data-n');
    const refused = await admin.page.request.get(
      `${new URL(admin.page.url()).origin}/api/v1${path}/queue/${n}`,
    );
    expect([refused.status(), (await refused.json()) as unknown]).toMatchObject([
      403,
      { code: 'right-missing' },
    ]);

    const petra = await arrive('petra', PASSWORD, path);
    await petra.page.getByTestId('peek').click();
    expect(await petra.page.getByTestId('confirm-dialog').textContent()).toContain(
      'recorded in the audit log',
    );
    await petra.page.getByTestId('confirm-button').click();
    await expect.poll(() => petra.page.getByTestId('peeked').textContent(), SOON).toContain('a secret');
    const audit = await control(dataDir, 'GET', '/audit');
    expect(audit.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ actor: 'petra', action: 'stanza-peek', detail: `stanza ${n}` }),
      ]),
    });
  });

  it('says so when nothing is known', async () => {
    await admin.goto('/sessions/no-such-session');
    await admin.page.getByText('Nothing is known of this session').waitFor();
  });
});
