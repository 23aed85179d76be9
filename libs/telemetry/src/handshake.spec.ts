import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  errorStatus,
  linkTo,
  older,
  plainSpan,
  recordSpans,
  session,
  sessionAttributes,
  T,
} from '../../../test/support/recorded-spans.js';
import { recordAuth, recordBind, recordEnable, recordStreamOpen, schemaUrl, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, userId: false });
  await recorded.stop();
});

const peer = { peerAddress: '192.0.2.7', transport: 'tls', tls: 'TLSv1.3' } as const;
const peerAttributes = {
  'network.peer.address': '192.0.2.7',
  'network.transport': 'tcp',
  'network.protocol.name': 'xmpp',
  'tls.protocol.version': '1.3',
};

describe('handshake spans', () => {
  it('make one trace of a handshake', () => {
    const parent = recordStreamOpen({ ...peer, startedAt: T, endedAt: T + 2 });
    const auth = { ...peer, mechanism: 'SCRAM-SHA-256', userHash: 'cc' };
    recordAuth({ ...auth, startedAt: T + 2, endedAt: T + 9, parent });
    recordBind({ ...peer, session, startedAt: T + 10, endedAt: T + 11, parent, link: older });
    recordEnable({ session, resumeRequested: true, maxGranted: 300, at: T + 12, parent });
    const child = { ...plainSpan, kind: SpanKind.SERVER, parent: parent?.spanId };
    expect(recorded.spans()).toEqual([
      {
        ...plainSpan,
        name: 'xmpp.stream.open',
        kind: SpanKind.SERVER,
        times: [T, T + 2],
        attributes: peerAttributes,
      },
      {
        ...child,
        name: 'xmpp.auth',
        times: [T + 2, T + 9],
        attributes: { ...peerAttributes, 'xmpp.sasl.mechanism': 'SCRAM-SHA-256', 'user.hash': 'cc' },
      },
      {
        ...child,
        name: 'xmpp.bind',
        times: [T + 10, T + 11],
        attributes: { ...peerAttributes, ...sessionAttributes },
        links: [linkTo(older)],
      },
      {
        ...child,
        name: 'xmpp.sm.enable',
        times: [T + 12, T + 12],
        attributes: { ...sessionAttributes, 'xmpp.sm.resume_requested': true, 'xmpp.sm.max_granted': 300 },
      },
    ]);
    expect([...recorded.traceIds()]).toEqual([parent?.traceId]);
    expect(recorded.scopes()[0]).toMatchObject({ name: 'dormouse', schemaUrl });
  });

  it('tell a failed authentication and a WebSocket', () => {
    recordAuth({
      transport: 'tcp',
      mechanism: 'PLAIN',
      startedAt: T,
      endedAt: T + 1,
      failure: 'not-authorized',
    });
    recordStreamOpen({ transport: 'websocket', startedAt: T, endedAt: T });
    expect(recorded.spans()).toMatchObject([
      { status: errorStatus, attributes: { 'error.type': 'not-authorized' } },
      { attributes: { 'network.transport': 'tcp', 'network.protocol.name': 'websocket' } },
    ]);
  });
});
