import { describe, expect, it } from 'vitest';
import type { Session } from '#sessions';
import { AckPolicy, InboundCount, OutboundQueue, type QueuedStanza, UNMARKED } from '#stream-management';
import { Counters } from '#telemetry';
import { RecordingWire } from './testing/recording-wire.js';
import { silentHandler } from './testing/silent-handler.js';
import { Writer } from './writer.js';

const AT = Date.UTC(2030, 0, 1);
const A = "<a xmlns='urn:xmpp:sm:3' h='0'/>";
const R = "<r xmlns='urn:xmpp:sm:3'/>";
const KIB = 1024;

function stanza(xml: string, other: Partial<QueuedStanza> = {}): QueuedStanza {
  const facts = { at: AT, kind: 'message' as const, type: 'chat', from: 'juliet@localhost/r' };
  const queued = {
    xml,
    bytes: xml.length,
    ...facts,
    delayed: false,
    transient: false,
    noStore: false,
    copy: false,
  };
  return { ...queued, ...UNMARKED, ...other };
}

function scene({ allowance = 0, inactive = false } = {}) {
  const sm = {
    namespace: 'urn:xmpp:sm:3' as const,
    outbound: new OutboundQueue(),
    inbound: new InboundCount(),
    policy: new AckPolicy(),
    smIdHash: null,
    hibernationTime: 0,
  };
  const [wire, counters] = [new RecordingWire(silentHandler), new Counters()];
  const session = { sm, inactive } as unknown as Session;
  const settings = { domain: 'localhost', allowance, inactiveAllowance: 2 };
  const writer = new Writer(wire, settings, counters);
  const { outbox } = writer;
  /** Collects and writes; answers what others care about. */
  const flush = (whose: Session | null = session) => {
    writer.collect(whose);
    const { asked = false, answered = false, last = false } = writer.release() ?? {};
    if (asked) sm.policy.asked(0);
    return { asked, answered, again: writer.again(whose), finished: last };
  };
  return { sm, wire, outbox, counters, flush };
}

describe('an outbox', () => {
  it('writes once: what is not counted, then stanzas, then <a/>, then <r/>', () => {
    const { sm, wire, outbox, flush } = scene();
    sm.outbound.push(stanza('<m1/>'));
    sm.outbound.push(stanza('<m2/>'));
    outbox.acksOwed = 1;
    outbox.push('<first/>');
    outbox.push('<second/>');

    expect(flush()).toEqual({ asked: true, answered: true, again: false, finished: false });
    expect(wire.writes).toEqual([`<first/><second/><m1/><m2/>${A}${R}`]);
  });

  it('writes nothing when there is nothing', () => {
    const { wire, flush } = scene();
    expect(flush()).toEqual({ asked: false, answered: false, again: false, finished: false });
    expect(wire.writes).toEqual([]);
  });

  it('fault 10: counts a stanza as sent before its bytes leave, and counts what is sent', () => {
    const { sm, wire, counters, flush } = scene();
    sm.outbound.push(stanza('<m/>'));
    wire.write = () => expect(sm.outbound.sendCount).toBe(1);
    flush();
    expect(counters.sent).toEqual({ message: 1, presence: 0, iq: 0 });
  });

  it('answers <r/> once', () => {
    const { wire, outbox, flush } = scene();
    outbox.acksOwed = 1;
    expect(flush().answered).toBe(true);
    expect(flush().answered).toBe(false);
    expect(wire.writes).toEqual([A]);
  });

  it('answers each of several <r/>, no further than there is room', () => {
    const { wire, outbox, flush } = scene();
    outbox.acksOwed = 3;
    flush();
    expect(wire.take()).toBe(A.repeat(3));

    outbox.acksOwed = 2;
    wire.backlog = 64 * KIB;
    expect(flush().answered).toBe(false);
    expect(wire.writes).toEqual([]);
    wire.backlog = 64 * KIB - 1;
    expect(flush()).toMatchObject({ answered: true, again: false });
    expect(wire.take()).toBe(A);
    wire.backlog = 0;
    flush();
    expect(wire.take()).toBe(A);
  });

  it('asks an inactive client only beyond its own allowance', () => {
    const { sm, flush } = scene({ inactive: true });
    for (const xml of ['<m1/>', '<m2/>']) sm.outbound.push(stanza(xml));
    expect(flush().asked).toBe(false);
    sm.outbound.push(stanza('<m3/>'));
    expect(flush().asked).toBe(true);
  });

  it('asks only beyond the allowance, and not while a request is out', () => {
    const { sm, flush } = scene({ allowance: 1 });
    sm.outbound.push(stanza('<m1/>'));
    expect(flush().asked).toBe(false);
    sm.outbound.push(stanza('<m2/>'));
    expect(flush().asked).toBe(true);
    sm.outbound.push(stanza('<m3/>'));
    expect(flush().asked).toBe(false);
  });

  it('leaves the rest in the queue at 64 KiB, and goes on when the socket has drained', () => {
    const { sm, wire, flush } = scene();
    const large = 'x'.repeat(40 * KIB);
    for (let i = 0; i < 4; i++) sm.outbound.push(stanza(large));

    expect(flush().again).toBe(false);
    expect(sm.outbound.inFlight).toBe(2);
    expect(flush().again).toBe(false);
    expect(sm.outbound.inFlight).toBe(2);
    wire.backlog = 0;
    flush();
    expect(sm.outbound.inFlight).toBe(4);
  });

  it('takes part in the next turn where there is more and the system took it all at once', () => {
    const { sm, wire, flush } = scene();
    for (let i = 0; i < 3; i++) sm.outbound.push(stanza('x'.repeat(64 * KIB)));
    wire.write = (parts) => void wire.writes.push(...parts);
    expect(flush().again).toBe(true);
    expect(flush().again).toBe(true);
    expect(flush().again).toBe(false);
  });

  it('bounds what is not counted as well, and no stanza overtakes it', () => {
    const { sm, wire, outbox, flush } = scene();
    for (let i = 0; i < 3; i++) outbox.push('x'.repeat(40 * KIB));
    sm.outbound.push(stanza('<m/>'));
    outbox.acksOwed = 1;

    flush();
    expect(wire.take()).toHaveLength(80 * KIB);
    expect(outbox.waitingBytes).toBe(40 * KIB);
    wire.backlog = 0;
    expect(flush().answered).toBe(true);
    expect(wire.take().slice(40 * KIB)).toBe(`<m/>${A}${R}`);
    expect(outbox.waitingBytes).toBe(0);
  });

  describe('R20: after a resumption', () => {
    const delay = "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2030-01-01T00:00:00.000Z'/>";

    it('stamps what was there before, and nothing that comes after', () => {
      const { sm, wire, flush } = scene();
      sm.outbound.push(stanza('<message/>'));
      flush();
      sm.outbound.push(stanza('<message>asleep</message>'));
      sm.outbound.rewind();
      sm.outbound.push(stanza('<message>new</message>'));
      wire.take();
      flush();
      expect(wire.take()).toBe(
        `<message>${delay}</message><message>asleep${delay}</message><message>new</message>`,
      );
    });

    it('never stamps an iq, and keeps a delay that is there', () => {
      const { sm, wire, flush } = scene();
      sm.outbound.push(stanza('<iq/>', { kind: 'iq' }));
      sm.outbound.push(stanza('<message>late</message>', { delayed: true }));
      sm.outbound.rewind();
      flush();
      expect(wire.take()).toBe(`<iq/><message>late</message>${R}`);
    });
  });

  describe('that is closed', () => {
    it('says what was waiting, then its last words, but no stanza that could not be acknowledged', () => {
      const { sm, wire, outbox, flush } = scene();
      outbox.push('<failed/>');
      sm.outbound.push(stanza('<m/>'));
      outbox.close(['', '<error/>', '</stream>']);
      expect(flush().finished).toBe(true);
      expect(wire.writes).toEqual(['<failed/><error/></stream>']);
      expect(sm.outbound.inFlight).toBe(0);
    });

    it('does not wait for room', () => {
      const { wire, outbox, flush } = scene();
      wire.backlog = 100 * KIB;
      outbox.push('<failed/>');
      outbox.close(['</stream>']);
      flush();
      expect(wire.writes).toEqual(['<failed/></stream>']);
    });

    it('says nothing twice and nothing more', () => {
      const { sm, wire, outbox, flush } = scene();
      outbox.close(['</stream>']);
      outbox.close(['<error/>']);
      flush();
      outbox.push('<late/>');
      sm.outbound.push(stanza('<m/>'));
      outbox.acksOwed = 1;
      expect(flush()).toEqual({ asked: false, answered: false, again: false, finished: false });
      expect(wire.writes).toEqual(['</stream>']);
    });
  });
});
