import { expect } from 'vitest';
import type { ToldSpan } from '../../support/otlp-story.js';

/**
 * A day of one session as a collector must receive it. Written from the table of spans (docs/observability.md), not from what
 * the server does: where the two differ, one of them is wrong. Sampling is 1 for everything but storage, which is 0.
 *
 * A span is known by its label; `parent` and `links` are labels. Ids of traces are left out, since they follow from `parent`: a
 * span with a parent is in its trace, one without begins a trace of its own. Spans of one name stand in the order in which
 * they are written. Status is ERROR with `failure`, UNSET without. `attributes` are all there are besides `error.type`;
 * sessions and users are named in the order in which they are first told of.
 */
export type DaySpan = ToldSpan;

const NUMBER: unknown = expect.any(Number);
const A_WORD: unknown = expect.stringMatching(/^[a-z][a-z-]*$/);
const SHORT_HASH: unknown = expect.stringMatching(/^[\w-]{8}$/);
const ISO_TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const JULIET = { 'user.hash': 'user 1' };
const ROMEO = { 'user.hash': 'user 2' };
const BALCONY = { 'session.id': 'session 1', ...JULIET };
const PHONE = { 'session.id': 'session 2', ...ROMEO };
/** Juliet has no stream management, so the killed server takes her session with it. */
const BALCONY_AGAIN = { 'session.id': 'session 3', ...JULIET };

const PEER = {
  'network.peer.address': '127.0.0.1',
  'network.transport': 'tcp',
  'network.protocol.name': 'xmpp',
};
/** STARTTLS comes behind the first header, so the stream's own span cannot know of it. */
const SECURE_PEER = { ...PEER, 'tls.protocol.version': '1.3' };

const stream = (label: string): DaySpan => ({
  label,
  name: 'xmpp.stream.open',
  kind: 'SERVER',
  attributes: PEER,
});

const auth = (parent: string, user: object): DaySpan => ({
  label: `${parent}: auth`,
  name: 'xmpp.auth',
  kind: 'SERVER',
  parent,
  attributes: { ...SECURE_PEER, 'xmpp.sasl.mechanism': 'SCRAM-SHA-256', ...user },
});

const bind = (parent: string, session: object): DaySpan => ({
  label: `${parent}: bind`,
  name: 'xmpp.bind',
  kind: 'SERVER',
  parent,
  attributes: { ...SECURE_PEER, ...session },
});

const messaging = (name: string, type: string) => ({
  'messaging.system': 'xmpp',
  'messaging.operation.name': name,
  'messaging.operation.type': type,
});

/** From receipt to the one session it is for. @param unacked with it; left out without stream management */
const message = (label: string, from: object, to: object, unacked?: number): DaySpan[] => [
  {
    label,
    name: 'xmpp.message',
    kind: 'CONSUMER',
    attributes: {
      ...from,
      ...messaging('receive', 'receive'),
      'xmpp.stanza.type': 'chat',
      'messaging.message.envelope.size': NUMBER,
      'xmpp.message.recipients': 1,
    },
  },
  {
    label: `${label}: route`,
    name: 'xmpp.message.route',
    kind: 'INTERNAL',
    parent: label,
    attributes: { 'xmpp.message.routing': A_WORD, 'xmpp.message.recipients': 1 },
  },
  {
    label: `${label}: deliver`,
    name: 'xmpp.message.deliver',
    kind: 'PRODUCER',
    parent: label,
    attributes: {
      ...to,
      ...messaging('deliver', 'send'),
      'messaging.message.envelope.size': NUMBER,
      ...(unacked === undefined ? {} : { 'xmpp.sm.unacked': unacked }),
    },
  },
];

const ack = (label: string, kind: 'CLIENT' | 'SERVER', h: number, of: readonly string[]): DaySpan => ({
  label,
  name: 'ack',
  kind,
  links: of,
  attributes: {
    ...PHONE,
    ...messaging('ack', 'settle'),
    'messaging.batch.message_count': of.length,
    'xmpp.sm.h': h,
    'xmpp.sm.unacked': 0,
  },
});

const asleep = (label: string, link: string, reason: string): DaySpan => ({
  label,
  name: 'xmpp.sm.hibernation.start',
  kind: 'INTERNAL',
  links: [link],
  attributes: { ...PHONE, 'xmpp.sm.reason': reason, 'xmpp.sm.unacked': 0, 'xmpp.sm.deadline': ISO_TIME },
});

const slept = (start: string, outcome: string, queued: number): DaySpan => ({
  label: `${start}: slept`,
  name: 'xmpp.sm.hibernation',
  kind: 'INTERNAL',
  links: [start],
  attributes: { ...PHONE, 'xmpp.sm.outcome': outcome, 'xmpp.sm.queued': queued },
});

/** Stands in the trace of the handshake it is part of, and links to the sleep it ends. */
const resume = (label: string, parent: string, start: string, facts: object, failure?: string): DaySpan => ({
  label,
  name: 'xmpp.sm.resume',
  kind: 'SERVER',
  parent,
  links: [start],
  ...(failure === undefined ? {} : { failure }),
  attributes: {
    ...PHONE,
    'xmpp.sm.previd_hash': SHORT_HASH,
    'xmpp.sm.age': NUMBER,
    'xmpp.sm.displaced': false,
    ...facts,
  },
});

const resumed = (label: string, parent: string, start: string, h: number, replayed: number): DaySpan[] => [
  resume(label, parent, start, {
    'xmpp.sm.outcome': 'resumed',
    'xmpp.sm.h': h,
    'xmpp.sm.replayed': replayed,
  }),
  ...['claim', 'ack', 'replay'].map(
    (step): DaySpan => ({
      label: `${label}: ${step}`,
      name: `xmpp.sm.resume.${step}`,
      kind: 'INTERNAL',
      parent: label,
      attributes: {},
    }),
  ),
];

/** Three stanzas wait while the phone is away. */
export const QUEUED = ['queued 1', 'queued 2', 'queued 3'];

/** What the client claims and what it was sent when its first `<resume/>` is refused. */
export const TOO_HIGH = { h: 99, sendCount: 2 };

/** Up to the moment in which the server is killed; all of it has left the process by then. */
export const beforeTheKill: readonly DaySpan[] = [
  stream('balcony'),
  auth('balcony', JULIET),
  bind('balcony', BALCONY),

  stream('phone'),
  auth('phone', ROMEO),
  bind('phone', PHONE),
  {
    label: 'enable',
    name: 'xmpp.sm.enable',
    kind: 'SERVER',
    parent: 'phone',
    attributes: { ...PHONE, 'xmpp.sm.resume_requested': true, 'xmpp.sm.max_granted': 6 },
  },

  ...message('chat', BALCONY, PHONE, 1),
  ack('chat acked', 'CLIENT', 1, ['chat: deliver']),
  ...message('answer', PHONE, BALCONY),
  ack('answer acked', 'SERVER', 1, ['answer']),

  ...message('unheard', BALCONY, PHONE, 1),
  {
    label: 'ack delayed',
    name: 'xmpp.sm.ack.delayed',
    kind: 'INTERNAL',
    links: ['phone'],
    failure: 'ack_delayed',
    attributes: { ...PHONE, 'xmpp.sm.unacked': 1 },
  },
  ack('acked late', 'CLIENT', 2, ['unheard: deliver']),

  asleep('tunnel', 'phone', 'connection-lost'),
  ...QUEUED.flatMap((label, i) => message(label, BALCONY, PHONE, i + 1)),
  stream('back'),
  auth('back', ROMEO),
  resume(
    'refused',
    'back',
    'tunnel',
    { 'xmpp.sm.h': TOO_HIGH.h, 'xmpp.sm.send_count': TOO_HIGH.sendCount, 'xmpp.sm.replayed': 0 },
    'h_too_high',
  ),
  ...resumed('resumed', 'back', 'tunnel', 2, QUEUED.length),
  slept('tunnel', 'resumed', QUEUED.length),
  ack(
    'queue acked',
    'CLIENT',
    5,
    QUEUED.map((label) => `${label}: deliver`),
  ),
];

/** Of the server that is started after it, to the end of the session. */
export const afterTheKill: readonly DaySpan[] = [
  asleep('killed', 'resumed', 'server-restart'),
  stream('back again'),
  auth('back again', ROMEO),
  ...resumed('resumed again', 'back again', 'killed', 5, 0),
  slept('killed', 'resumed', 0),

  stream('balcony again'),
  auth('balcony again', JULIET),
  bind('balcony again', BALCONY_AGAIN),
  asleep('second tunnel', 'resumed again', 'connection-lost'),
  ...message('too late', BALCONY_AGAIN, PHONE, 1),
  slept('second tunnel', 'expired', 1),
  {
    label: 'expired',
    name: 'xmpp.sm.expire',
    kind: 'INTERNAL',
    links: ['second tunnel'],
    attributes: {
      ...PHONE,
      'xmpp.sm.reason': 'timer',
      'xmpp.sm.fate.bounced': 1,
      'xmpp.sm.fate.stored': 0,
      'xmpp.sm.fate.rerouted': 0,
      'xmpp.sm.fate.dropped': 0,
    },
  },
];

/** From the end back to the beginning, by first links alone: over both resumptions and the kill. */
export const theStory = [
  'expired',
  'second tunnel',
  'resumed again',
  'killed',
  'resumed',
  'tunnel',
  'phone',
] as const;
