import { describe, expect, it } from 'vitest';
import type { Session } from '#sessions';
import { AckPolicy, type H, InboundCount, OutboundQueue, type QueuedStanza } from '#stream-management';
import { Counters } from '#telemetry';
import { Outbox } from './outbox.js';
import type { Wire } from './wire.js';

const SETTINGS = { domain: 'localhost', allowance: 0, inactiveAllowance: 0 };
const stanza = (id: number) => {
  const xml = `<message xmlns='jabber:client' id='${id}'/>`;
  return { xml, bytes: xml.length, kind: 'message', holders: 0, arrived: false } as QueuedStanza;
};

describe('what leaves for a client', () => {
  it('fault 10: is counted before its first byte is written, so the quickest <a/> is right', () => {
    const outbound = new OutboundQueue();
    const sm = {
      namespace: 'urn:xmpp:sm:3',
      outbound,
      inbound: new InboundCount(),
      policy: new AckPolicy(),
      smIdHash: null,
    };
    for (let id = 1; id <= 3; id++) outbound.push(stanza(id));
    const verdicts: unknown[] = [];
    // A client so near that its answer is there before write() returns.
    const wire = {
      backlog: 0,
      write: (parts: readonly string[]) => {
        const received = parts.filter((part) => part.startsWith('<message')).length;
        verdicts.push(received, outbound.acknowledge(received as H));
      },
    } as unknown as Wire;
    new Outbox().flush(wire, { sm } as unknown as Session, SETTINGS, new Counters(), 0);
    expect(verdicts).toEqual([3, { kind: 'ok', count: 3 }]);
    expect(outbound.length).toBe(0);
  });
});
