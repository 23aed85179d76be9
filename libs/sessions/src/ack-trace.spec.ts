import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StanzaTrace } from '#stream-management';
import { setSamplingRatios, tracing } from '#telemetry';
import { errorStatus, linkTo, older, recordSpans } from '../../../test/support/recorded-spans.js';
import { AckTrace } from './ack-trace.js';
import { Acknowledgements } from './acknowledgements.js';
import { Handling } from './handling.js';
import { MessageTrace } from './message-trace.js';
import type { Session } from './session.js';
import { SessionJournal } from './session-journal.js';
import { House } from './testing/house.js';
import { queued } from './testing/stanzas.js';

const QUIET = { connect: 0, lifecycle: 0, ack: 0, message: 1, storage: 0 };
let house: House;
let recorded: ReturnType<typeof recordSpans>;

beforeEach(async () => {
  recorded = recordSpans();
  tracing.enabled = true;
  setSamplingRatios(QUIET);
  house = await House.build({ env: { SMACKS_MAX_ACK_DELAY: '5', SMACKS_ACK_TIMEOUT: '20' } });
});
afterEach(async () => {
  await house.close();
  tracing.enabled = false;
  tracing.users.clear();
  setSamplingRatios({});
  await recorded.stop();
});

const trace = (): StanzaTrace => ({ ref: older, epoch: 0, deliveries: new Map() });

const acknowledge = (session: Session, h: string) => house.get(Acknowledgements).receive(session, h);

/** Our `<r/>` leaves. */
function asks(session: Session): void {
  session.sm?.policy.asks(session.sm.outbound.sendCount);
  session.sm?.policy.asked(house.clock.monotonic());
}

/** The client sends a message, as the stream and the router see to it. */
function says(session: Session): void {
  const n = session.sm!.inbound.receive();
  const element = { toString: () => `<message id='${n}'/>` } as never;
  const handling = new Handling(session, n, element);
  house.get(SessionJournal).within(handling, () => house.get(MessageTrace).begin(session, {})?.end(0));
}

describe('acknowledgements', () => {
  it('link to the deliveries they settle and are told for their sake, of each session its own', () => {
    const [mine, theirs] = [house.bindResumable('a'), house.bindResumable('b')];
    const sampled = queued('m', { trace: trace() });
    for (const { session, connection } of [mine, theirs]) {
      house.deliver(session, queued('plain'));
      house.deliver(session, sampled);
      connection.take(session);
    }
    acknowledge(mine.session, '1');
    expect(recorded.spans().map(({ name }) => name)).toEqual([
      'xmpp.message.deliver',
      'xmpp.message.deliver',
    ]);
    acknowledge(mine.session, '2');
    const delivery = sampled.trace?.deliveries.get(mine.session.id);
    expect(delivery).not.toEqual(sampled.trace?.deliveries.get(theirs.session.id));
    expect(recorded.spans()[2]).toMatchObject({
      name: 'ack',
      kind: SpanKind.CLIENT,
      links: [linkTo(delivery)],
      attributes: { 'messaging.batch.message_count': 1, 'xmpp.sm.h': 2, 'xmpp.sm.unacked': 0 },
    });
  });

  it('by a resumption link from its ack step', async () => {
    setSamplingRatios({ ...QUIET, lifecycle: 1 });
    const { session, connection, smId } = house.bindResumable('a');
    const sampled = queued('m', { trace: trace() });
    house.deliver(session, sampled);
    connection.take(session);
    house.cut(session);
    await house.resume(smId, '1');
    const step = recorded.spans().find(({ name }) => name === 'xmpp.sm.resume.ack');
    expect(step?.links).toEqual([linkTo(sampled.trace?.deliveries.get(session.id))]);
  });

  it('of ours link to the messages they count, and to each once', () => {
    const { session } = house.bindResumable('a');
    says(session);
    const [message] = recorded.spans();
    expect(message?.name).toBe('xmpp.message');
    house.get(AckTrace).answered(session, house.clock.now(), 1);
    house.get(AckTrace).answered(session, house.clock.now(), 0);
    const acks = recorded.spans().filter(({ name }) => name === 'ack');
    expect(acks).toMatchObject([{ kind: SpanKind.SERVER, links: [{ context: { isRemote: false } }] }]);
    expect(session.heard).toBeNull();
  });

  it('of ours do not link to what they do not count yet', () => {
    const { session } = house.bindResumable('a');
    says(session);
    const hold = session.sm!.inbound.hold(session.sm!.inbound.receive(), 1);
    house
      .get(SessionJournal)
      .within(new Handling(session, hold.n, {} as never), () =>
        house.get(MessageTrace).begin(session, {})?.end(0),
      );
    house.get(AckTrace).answered(session, house.clock.now(), 1);
    expect(session.heard).toMatchObject([{ n: hold.n }]);
  });

  it('are remembered up to so many of a client that never asks', () => {
    const { session } = house.bindResumable('a');
    for (let i = 0; i < 40; i++) says(session);
    expect(session.heard).toHaveLength(32);
    expect(session.heard?.at(-1)?.n).toBe(40);
  });

  it('of plain stanzas are drawn by ratio, or told of a user on the list', () => {
    const { session, connection } = house.bindResumable('a');
    const round = () => {
      house.deliver(session, queued('plain'));
      connection.take(session);
      asks(session);
      acknowledge(session, String(session.sm?.outbound.sendCount));
      house.get(AckTrace).answered(session, house.clock.now(), 0);
      return recorded.spans().length;
    };
    expect(round()).toBe(0);
    tracing.users.add('romeo@localhost', house.clock.now() + 1);
    expect(round()).toBe(2);
    tracing.users.clear();
    setSamplingRatios({ ...QUIET, ack: 1 });
    expect(round()).toBe(4);
  });
});

describe('what is wrong with an acknowledgement', () => {
  it('is always told: an h beyond what was sent', () => {
    const { session, connection } = house.bindResumable('a');
    house.deliver(session, queued('plain'));
    connection.take(session);
    acknowledge(session, '7');
    expect(recorded.spans()).toMatchObject([
      {
        name: 'ack',
        status: errorStatus,
        attributes: { 'error.type': 'h_too_high', 'xmpp.sm.h': 7, 'xmpp.sm.send_count': 1 },
      },
    ]);
  });

  it('is always told: one that is late, and one that never comes', () => {
    const { session, connection } = house.bindResumable('a');
    house.deliver(session, queued('plain'));
    connection.take(session);
    const asked = house.clock.monotonic();
    asks(session);
    session.timers?.wake(session, asked + 5_000);
    session.timers?.wake(session, asked + 20_000);
    expect(recorded.spans()).toMatchObject([
      { name: 'xmpp.sm.ack.delayed', attributes: { 'error.type': 'ack_delayed', 'xmpp.sm.unacked': 1 } },
      { name: 'xmpp.sm.ack.timeout', attributes: { 'error.type': 'ack_timeout', 'xmpp.sm.unacked': 1 } },
    ]);
    const [delayed, timeout] = house.told('smacks-ack-delayed');
    expect([delayed?.span?.traceId, timeout]).toEqual([[...recorded.traceIds()][0], undefined]);
  });
});
