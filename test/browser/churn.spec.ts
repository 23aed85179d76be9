import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkPreview, SessionView } from '#contracts';
import { Operator, openBrowser } from '../support/browser.js';
import { control } from '../support/control-socket.js';
import { authenticate, bind, enable, openSecureStream } from '../support/negotiation.js';
import type { ServerProcess } from '../support/server-process.js';
import { startSleepingServer } from '../support/sleeping-server.js';
import { XmlClient } from '../support/xml-client.js';

const PASSWORD = 'correct horse battery';
const SESSIONS = 10_000;
const PATIENCE = 180_000;
const SOON = { timeout: 30_000 };
/** Chat for sleepers: so many rows have other figures every second. */
const MESSAGES_PER_SECOND = 300;
const EXPIRED = 400;

interface Seen {
  /** Of the rows in the document: place in the whole list, from 0, and session. */
  readonly rows: readonly (readonly [number, string])[];
  readonly total: number;
  /** Places on screen whose row has not come yet. */
  readonly awaited: number;
}

const LOOK = `(() => {
  const grid = document.querySelector('[role="grid"]');
  const rows = [...grid.querySelectorAll('[data-testid="session-row"]')];
  return {
    rows: rows.map((row) => [Number(row.getAttribute('aria-rowindex')) - 2, row.dataset.sessionId]),
    total: Number(grid.getAttribute('aria-rowcount')) - 1,
    awaited: grid.querySelectorAll('[role="row"]').length - rows.length - 1,
  };
})()`;

describe('ten thousand sessions', () => {
  let browser: Browser;
  let server: ServerProcess;
  let sender: XmlClient;
  let admin: Operator;
  let chatting: NodeJS.Timeout;
  let stuck: readonly SessionView[];
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      openBrowser(),
      startSleepingServer(SESSIONS, { DORMOUSE_ADMIN_PASSWORD: PASSWORD }),
    ]);
    await server.addAccount('juliet@localhost', PASSWORD);
    sender = await XmlClient.connect(server.address, 'starttls');
    await openSecureStream(sender);
    await authenticate(sender, 'juliet', PASSWORD);
    await bind(sender, 'balcony');
    await enable(sender, true);
    admin = await Operator.arrive(browser, server.address.http);
    await admin.goto('/sessions');
    await admin.signIn('admin', PASSWORD);
    await admin.page.getByTestId('session-row').first().waitFor();
  }, PATIENCE);
  afterAll(async () => {
    clearInterval(chatting);
    await browser?.close();
    sender?.cut();
    await server?.dispose();
  });

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await control(server.dataDir, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.body as T;
  };
  /** All that the server has, in this order. */
  const everyone = async (sort: string): Promise<SessionView[]> => {
    const found: SessionView[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: { items: SessionView[]; next: string | null } = await ask(
        'GET',
        `/sessions?limit=500&sort=${sort}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
      );
      found.push(...page.items);
      after = page.next;
    }
    return found;
  };
  const look = () => admin.page.evaluate<Seen>(LOOK);
  const scrollTo = (share: number) =>
    admin.page.evaluate(
      `(() => { const grid = document.querySelector('[role="grid"]'); grid.scrollTop = ${share} * grid.scrollHeight; })()`,
    );
  /** Once every row on screen is there: none twice, each in its place. */
  const expectWhole = async (where: string) => {
    let rows: Seen['rows'] = [];
    const whole = async () => {
      const seen = await look();
      rows = seen.rows;
      return seen.awaited === 0 && rows.length > 5;
    };
    await expect.poll(whole, { ...SOON, message: where }).toBe(true);
    expect(new Set(rows.map(([, id]) => id)).size, `${where}: no session twice`).toBe(rows.length);
    const places = rows.map(([place]) => place).sort((a, b) => a - b);
    expect(places, `${where}: no gap`).toEqual(places.map((_, at) => (places[0] ?? 0) + at));
    return places;
  };

  it('are all there, and their chat begins', async () => {
    stuck = await everyone('id');
    expect(stuck.length).toBe(SESSIONS + 1);
    await expect.poll(async () => (await look()).total, SOON).toBe(SESSIONS + 1);
    let n = 0;
    chatting = setInterval(() => {
      for (let i = 0; i < MESSAGES_PER_SECOND / 10; i++) {
        // A prime step: all of them come up, neighbours never together.
        const { user, resource, state } = stuck[(n++ * 7919) % stuck.length] as SessionView;
        if (state === 'hibernating')
          sender.send(`<message to='${user}/${resource}' type='chat'><body>${n}</body></message>`);
      }
    }, 100);
  }, 60_000);

  it(
    'are scrolled from the first to the last while hundreds change every second and many end',
    async () => {
      const filter = ['resumes=4', 'state=hibernating'];
      const { token, count } = await ask<BulkPreview>('POST', '/bulk/preview', {
        action: 'expire',
        filter: [...filter, 'user~u1'],
        reason: 'while somebody scrolls',
      });
      expect(count).toBeGreaterThan(EXPIRED);
      await ask('POST', '/bulk', { token, confirm: count, perSecond: 60 });
      const seen = new Set<number>();
      for (let step = 0; step <= 20; step++) {
        await scrollTo(step / 20);
        for (const place of await expectWhole(`step ${step}`)) seen.add(place);
      }
      expect(Math.min(...seen)).toBe(0);
      expect(Math.max(...seen)).toBeGreaterThan(8_000);
      for (const share of [0.31, 0.9, 0.02, 0.66, 0.5]) {
        await scrollTo(share);
        await expectWhole(`jump to ${share}`);
      }
      await admin.page.mouse.move(640, 500);
      for (let turn = 0; turn < 20; turn++) await admin.page.mouse.wheel(0, 900);
      await expectWhole('after the wheel');
      expect(admin.complaints).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'are, once nothing happens any more, exactly those of the server, wherever one looks, in another order too',
    async () => {
      clearInterval(chatting);
      await sender.acked();
      await expect
        .poll(async () => (await ask<{ items: { state: string }[] }>('GET', '/bulk')).items[0]?.state, SOON)
        .toBe('done');
      for (const sort of ['-since', '-unacked']) {
        await admin.goto(`/sessions?sort=${sort}`);
        await admin.page.getByTestId('session-row').first().waitFor();
        const all = await everyone(sort);
        expect(all.length).toBeLessThan(SESSIONS + 1 - EXPIRED);
        await expect.poll(async () => (await look()).total, SOON).toBe(all.length);
        for (const share of [0, 0.5, 1]) {
          await scrollTo(share);
          await expectWhole(`${sort} at ${share}`);
          const wrong = async () =>
            (await look()).rows.filter(([place, id]) => all[place]?.id !== id).map(([place]) => place);
          await expect.poll(wrong, { ...SOON, message: `${sort} at ${share}` }).toEqual([]);
        }
      }
      expect(admin.complaints).toEqual([]);
    },
    PATIENCE,
  );
});
