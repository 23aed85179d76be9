import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setSamplingRatios, tracing } from '#telemetry';
import { errorStatus, recordSpans } from '../../../test/support/recorded-spans.js';
import { EventLog } from './event-log.js';
import { Recovery } from './recovery.js';
import type { Session } from './session.js';
import { SessionRunner } from './session-runner.js';
import { viewOf } from './session-view.js';
import { House } from './testing/house.js';
import { RecordingConnection } from './testing/recording-connection.js';
import { RecordingJournal } from './testing/recording-journal.js';
import { recoveredFrom } from './testing/recovered.js';
import { queued } from './testing/stanzas.js';

const NONE = { connect: 0, lifecycle: 0, ack: 0, message: 0, storage: 0 };
const houses: House[] = [];
let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
  setSamplingRatios({});
});
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
  tracing.enabled = false;
  tracing.users.clear();
  setSamplingRatios({});
  await recorded.stop();
});

async function build(options: Parameters<typeof House.build>[0] = {}): Promise<House> {
  const house = await House.build({ journal: new RecordingJournal(), ...options });
  houses.push(house);
  return house;
}

/** Another process on the same stores. */
async function restarted(before: House, session: Session, downtime: number): Promise<[House, Session]> {
  const recovered = recoveredFrom([session], before.clock.now());
  const house = await build({ oldSessions: before.oldSessions });
  house.clock.advance(before.clock.now() - house.clock.now() + downtime);
  await house.get(Recovery).restore(recovered);
  return [house, house.registry.find(session.id) as Session];
}

const names = () => recorded.spans().map(({ name }) => name);
const spansOf = (name: string) => recorded.spans().filter((span) => span.name === name);

describe("a session's story", () => {
  it('can be followed by links from its end to its stream, over resumptions and restarts', async () => {
    const house = await build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    await house.resume(smId, '0');
    house.cut(session);
    const [second, again] = await restarted(house, session, 5_000);
    await second.resume(smId, '0');
    const [third, last] = await restarted(second, again, 5_000);
    expect(last.state.phase).toBe('hibernating');
    third.pass(300_000);
    await third.ended(last);
    expect(recorded.wayBack('xmpp.sm.expire')).toEqual([
      'xmpp.sm.expire',
      // The kill found it connected, the one before asleep.
      'xmpp.sm.hibernation.start',
      'xmpp.sm.resume',
      'xmpp.sm.hibernation.start',
      'xmpp.sm.resume',
      'xmpp.sm.hibernation.start',
      'xmpp.stream.open',
    ]);
  });

  it('has its end and its hibernation also where the restart itself ended it', async () => {
    const house = await build();
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    await restarted(house, session, 3_600_001);
    expect(recorded.wayBack('xmpp.sm.expire')).toEqual([
      'xmpp.sm.expire',
      'xmpp.sm.hibernation.start',
      'xmpp.stream.open',
    ]);
    expect(recorded.wayBack('xmpp.sm.hibernation')).toEqual([
      'xmpp.sm.hibernation',
      'xmpp.sm.hibernation.start',
      'xmpp.stream.open',
    ]);
  });

  it('goes on in the session that takes the resource, and a resumption is part of its handshake', async () => {
    const house = await build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    house.bindResumable('balcony');
    expect(recorded.wayBack('xmpp.bind').slice(0, 2)).toEqual(['xmpp.bind', 'xmpp.sm.hibernation.start']);
    const late = new RecordingConnection();
    const stream = late.traceStream();
    await house.resume(smId, '0', late);
    expect(spansOf('xmpp.sm.resume')).toMatchObject([{ parent: stream?.spanId, status: errorStatus }]);
  });

  it('is named by rows and events', async () => {
    const house = await build();
    const { session, smId } = house.bindResumable('balcony');
    const opened = session.span?.traceId;
    house.cut(session);
    const asleep = session.span?.traceId;
    expect(viewOf(session).traceId).toBe(asleep);
    await house.resume(smId, '99');
    await house.get(SessionRunner).end(session, 'killed');
    const events = house.get(EventLog).recent(10);
    const traceOf = (kind: string) => events.find((event) => event.kind === kind)?.traceId;
    expect(traceOf('smacks-enabled')).toBe(opened);
    expect(traceOf('smacks-hibernation-start')).toBe(asleep);
    expect(traceOf('smacks-resume-failed')).not.toBe(asleep);
    expect(traceOf('session-ended')).toBe(session.span?.traceId);
    expect(recorded.traceIds()).toContain(traceOf('session-ended'));
    for (const { traceId } of events) expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('whose story is told', () => {
  it('is decided once for all of a session, restarts included', async () => {
    setSamplingRatios({ ...NONE, connect: 1 });
    const house = await build();
    const connection = new RecordingConnection();
    connection.traceStream();
    const { session } = house.bind('balcony', undefined, connection);
    house.enable(session);
    // It is not drawn anew.
    setSamplingRatios({});
    house.cut(session);
    const [second, again] = await restarted(house, session, 0);
    second.pass(300_000);
    await second.ended(again);
    expect(names()).toEqual(['xmpp.stream.open', 'xmpp.bind']);
    expect(session.span).toBeUndefined();
  });

  it('is that of a user on the list, from the first that happens then', async () => {
    setSamplingRatios(NONE);
    const house = await build();
    const { session } = house.bindResumable('balcony');
    const other = house.bindResumable('hall', 'juliet@localhost');
    expect(names()).toEqual([]);
    tracing.users.add('romeo@localhost', house.clock.now() + 60_000);
    house.cut(session);
    house.cut(other.session);
    expect(names()).toEqual(['xmpp.stream.open', 'xmpp.sm.hibernation.start']);
    house.clock.advance(60_000);
    const { session: later } = house.bindResumable('orchard');
    house.cut(later);
    expect(names()).toHaveLength(2);
    tracing.users.add('romeo@localhost', house.clock.now() + 60_000);
    house.bindResumable('street');
    expect(names().slice(2)).toEqual(['xmpp.stream.open', 'xmpp.bind', 'xmpp.sm.enable']);
  });

  it('includes everybody whose resumption fails, or whom a limit or an operator ends', async () => {
    setSamplingRatios(NONE);
    const house = await build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '1' } });
    const [first, second] = [house.bindResumable('a'), house.bindResumable('b')];
    house.cut(first.session);
    house.cut(second.session);
    await house.ended(first.session);
    await house.resume(first.smId, '0');
    await house.resume(second.smId, '99');
    await house.get(SessionRunner).end(second.session, 'killed');
    expect(recorded.spans()).toMatchObject([
      { name: 'xmpp.sm.evict', attributes: { 'xmpp.sm.reason': 'smacks_max_hibernated_sessions' } },
      {
        name: 'xmpp.sm.resume',
        // Found under the session that it was.
        attributes: { 'error.type': 'expired', 'session.id': first.session.id },
      },
      {
        name: 'xmpp.sm.resume',
        attributes: { 'error.type': 'h_too_high', 'xmpp.sm.h': 99, 'xmpp.sm.send_count': 0 },
      },
      { name: 'xmpp.sm.kill' },
    ]);
  });

  it('is nobody’s while tracing is off', async () => {
    tracing.enabled = false;
    const house = await build();
    const { session, smId, connection } = house.bindResumable('balcony');
    house.deliver(session, queued('m'));
    connection.take(session);
    house.cut(session);
    await house.resume(smId, '1');
    await house.get(SessionRunner).end(session, 'killed');
    expect(recorded.tracersAsked()).toBe(0);
    expect(session.ref).toBeNull();
  });
});
