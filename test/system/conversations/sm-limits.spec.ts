import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

/** Four times `SMACKS_MAX_QUEUE_STANZAS`: the allowance of the first minute after login. */
const QUEUE_AFTER_LOGIN = 40;
const stage = openStage({
  SMACKS_MAX_HIBERNATED_SESSIONS: '2',
  SMACKS_MAX_OLD_SESSIONS: '2',
  SMACKS_MAX_QUEUE_STANZAS: '10',
});

describe.each(TRANSPORTS)('limits over %s', (transport) => {
  /** `count` sessions of one account, gone to sleep one after the other. */
  const sleepers = async (count: number) => {
    const romeo = await stage.person('romeo');
    const lost: XmlClient[] = [];
    for (let i = 0; i < count; i += 1) {
      const client = await romeo.signIn(transport, { sm: 'resume', presence: false });
      await client.hangUp();
      lost.push(client);
    }
    return { romeo, lost };
  };
  const failedWith = (h: number | '-') =>
    `<failed xmlns='${NS.sm3}' h='${h}'><item-not-found ${STANZA_ERROR}/></failed>`;

  it('evict the session that has slept longest, and only that', async () => {
    const { romeo, lost } = await sleepers(3);
    const client = await romeo.arrive(transport);
    askToResume(client, lost[0]!);
    await client.expect(failedWith(lost[0]?.sm?.sent ?? 0));
    await resume(client, lost[1]!);
    await resume(await romeo.arrive(transport), lost[2]!);
  });

  it('forget the oldest of the old sessions', async () => {
    const { romeo, lost } = await sleepers(5);
    const client = await romeo.arrive(transport);
    askToResume(client, lost[0]!);
    await client.expect(failedWith('-'));
    for (const kept of [lost[1]!, lost[2]!]) {
      askToResume(client, kept);
      await client.expect(failedWith(kept.sm?.sent ?? 0));
    }
  });

  it("do not touch other people's sessions", async () => {
    const mine = await sleepers(2);
    const theirs = await sleepers(2);
    for (const { romeo, lost } of [mine, theirs])
      for (const client of lost) await resume(await romeo.arrive(transport), client);
  });

  it('fault 6: let a full queue refuse what does not fit, and the sleeper sleeps on', async () => {
    const { romeo, lost } = await sleepers(1);
    const balcony = await (await stage.person('juliet')).signIn(transport);
    for (let i = 0; i <= QUEUE_AFTER_LOGIN; i += 1)
      balcony.send(`<message to='${lost[0]?.fullJid}' type='chat' id='m${i}'><body>${i}</body></message>`);
    await balcony.expect(`<message type='error' id='m${QUEUE_AFTER_LOGIN}'/>`);
    const client = await romeo.arrive(transport);
    await resume(client, lost[0]!);
    for (let i = 0; i < QUEUE_AFTER_LOGIN; i += 1) await client.expect(`<message id='m${i}'/>`);
    await client.expectNothing();
  });

  it('fault 6: end a connection that acknowledges nothing, with the reason; the session sleeps with all it had', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    const deaf = await romeo.signIn(transport, { sm: 'resume', presence: false });
    deaf.answering = false;
    for (let i = 0; i <= QUEUE_AFTER_LOGIN; i += 1)
      balcony.send(`<message to='${deaf.fullJid}' type='chat' id='m${i}'><body>${i}</body></message>`);
    await balcony.expect(`<message type='error' id='m${QUEUE_AFTER_LOGIN}'/>`);
    for (let event = await deaf.next(); ; event = await deaf.next()) {
      if (event.kind !== 'element') throw new Error(`${event.kind} without a stream error`);
      if (!event.element.is('error', NS.stream)) continue;
      expect(event.element.child('resource-constraint', NS.streamErrors)).toBeDefined();
      expect(event.element.childText('text', NS.streamErrors)).toBeTruthy();
      break;
    }
    await deaf.ended();
    const next = await romeo.arrive(transport);
    await resume(next, deaf, 0);
    for (let i = 0; i < QUEUE_AFTER_LOGIN; i += 1) await next.expect(`<message id='m${i}'/>`);
  });
});

describe('no hibernation at all', () => {
  const awake = openStage({ SMACKS_MAX_HIBERNATED_SESSIONS: '0' });

  it('grants stream management without resumption', async () => {
    const client = await (await awake.person('romeo')).signIn('starttls', { presence: false });
    client.send(`<enable xmlns='${NS.sm3}' resume='true'/>`);
    await client.expect(`<enabled xmlns='${NS.sm3}' id='-' max='-'/>`);
  });
});
