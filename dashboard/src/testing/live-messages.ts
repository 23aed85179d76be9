import type { EventView, JournalView, Overview, SessionDetail, SessionView } from '#contracts';
import type { LiveUpdate } from '../lib/live-state.js';

export const anOverview = (given: Partial<Overview> = {}): Overview => ({
  version: '1.2.3',
  domain: 'capulet.example',
  startedAt: 5,
  connected: 3,
  hibernating: 2,
  oldSessions: 1,
  queuedStanzas: 0,
  queuedBytes: 0,
  oldestUnackedAt: null,
  ackLatency: null,
  resumes: 0,
  resumeFailures: 0,
  expiries: 0,
  evictions: 0,
  stanzasIn: 0,
  stanzasOut: 0,
  loopDelayP99: 1,
  rssBytes: 1024,
  journal: null,
  ...given,
});

export const aJournal = (given: Partial<JournalView> = {}): JournalView => ({
  bytes: 4096,
  segments: 1,
  oldestAt: 5,
  longestAppend: 0.1,
  intents: 0,
  fsync: false,
  strainedSince: null,
  strainedReason: null,
  quarantined: 0,
  ...given,
});

export const aSession = (given: Partial<SessionView> = {}): SessionView => ({
  id: 's1',
  user: 'juliet@capulet.example',
  resource: 'balcony',
  state: 'connected',
  streamManagement: true,
  resumable: true,
  transport: 'tcp',
  tls: 'TLSv1.3',
  address: '192.0.2.1:50000',
  since: 0,
  hibernatingSince: null,
  hibernationReason: null,
  deadline: null,
  unacked: 0,
  queueBytes: 0,
  queueLimit: 1000,
  hIn: 0,
  hOut: 0,
  resumes: 0,
  lastResumeFailure: null,
  ackRtt: null,
  available: true,
  priority: 0,
  traceId: null,
  ...given,
});

export const aDetail = (given: Partial<SessionDetail> = {}): SessionDetail => ({
  ...aSession(given),
  inactive: false,
  roundTrips: [],
  ...given,
});

export const anEvent = (seq: number, given: Partial<EventView> = {}): EventView => ({
  seq,
  at: seq,
  kind: 'session-opened',
  user: 'juliet@capulet.example',
  sessionId: 's1',
  resource: 'balcony',
  reason: null,
  detail: null,
  traceId: null,
  ...given,
});

/** What the channel's two subscriptions show. */
export const figuresNow = (given: Partial<Overview> = {}, at = 0): LiveUpdate => ({
  at,
  overview: anOverview(given),
});
export const eventsNow = (events: EventView[], at = 0): LiveUpdate => ({ at, events });
