import { type Attributes, SpanKind } from '@opentelemetry/api';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import { about, type SessionRef, type SpanRef } from './session-ref.js';
import { tracing } from './tracing.js';

interface Timed {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** The stream's `xmpp.stream.open` span: one handshake is one trace. */
  readonly parent?: SpanRef | undefined;
  /** Why it failed, if it did. */
  readonly failure?: string | undefined;
}

/** The connection a handshake goes over, as far as it is known by then. */
export interface Peer {
  readonly peerAddress?: string | undefined;
  readonly transport: 'tcp' | 'tls' | 'websocket';
  /** As Node names it, e.g. `TLSv1.3`. */
  readonly tls?: string | undefined;
}

export interface StreamOpen extends Omit<Timed, 'parent'>, Peer {}

/** RFC 6120 §4.2: the first stream header of a connection was answered. */
export function recordStreamOpen(open: StreamOpen): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.streamOpen,
    kind: SpanKind.SERVER,
    startedAt: open.startedAt,
    endedAt: open.endedAt,
    failure: open.failure,
    attributes: peerAttributes(open),
  });
}

export interface Auth extends Timed, Peer {
  readonly mechanism: string;
  /** The account asked for, when the exchange got far enough to name one. No session exists yet. */
  readonly userHash?: string | undefined;
  /** Its bare JID; leaves the process only while `tracing.userId` is set. */
  readonly user?: string | undefined;
}

/** RFC 6120 §6: a SASL exchange ended, well or not. */
export function recordAuth(auth: Auth): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  const attributes = peerAttributes(auth);
  attributes[a.saslMechanism] = auth.mechanism;
  attributes[a.userHash] = auth.userHash;
  if (tracing.userId) attributes[a.userId] = auth.user;
  return emit({ name: spanNames.auth, kind: SpanKind.SERVER, ...times(auth), attributes });
}

export interface Bind extends Timed, Peer {
  readonly session: SessionRef;
  /** The end of the session that had the resource until now. */
  readonly link?: SpanRef | undefined;
}

/** RFC 6120 §7: a resource was bound. */
export function recordBind(bind: Bind): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  const attributes = about(bind.session, peerAttributes(bind));
  const { link } = bind;
  return emit({ name: spanNames.bind, kind: SpanKind.SERVER, ...times(bind), attributes, link });
}

export interface Enable {
  readonly session: SessionRef;
  readonly resumeRequested: boolean;
  /** The `max` of `<enabled/>` in seconds; absent when resumption was not granted. */
  readonly maxGranted?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly parent?: SpanRef | undefined;
}

/** XEP-0198 §3: `<enable/>` was answered. */
export function recordEnable(enable: Enable): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.enable,
    kind: SpanKind.SERVER,
    startedAt: enable.at,
    endedAt: enable.at,
    parent: enable.parent,
    attributes: about(enable.session, {
      [a.resumeRequested]: enable.resumeRequested,
      [a.maxGranted]: enable.maxGranted,
    }),
  });
}

/** New ones, to be added to. */
const peerAttributes = ({ peerAddress, transport, tls }: Peer): Attributes => ({
  [a.peerAddress]: peerAddress,
  [a.transport]: 'tcp',
  [a.protocolName]: transport === 'websocket' ? 'websocket' : 'xmpp',
  // The conventions write the bare version: `1.3`.
  [a.tlsVersion]: tls?.replace(/^TLSv/, ''),
});

const times = ({ startedAt, endedAt, parent, failure }: Timed) => ({ startedAt, endedAt, parent, failure });
