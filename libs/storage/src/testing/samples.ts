import type { EventView } from '#contracts';
import type { OldSession, ScramKeys } from '#ports';

/** Keys told apart by `seed`; no real password belongs to them. */
export const keys = (seed: string): ScramKeys => ({
  salt: `salt-${seed}`,
  iterations: 10_000,
  sha1: { storedKey: `1s-${seed}`, serverKey: `1k-${seed}` },
  sha256: { storedKey: `256s-${seed}`, serverKey: `256k-${seed}` },
});

export const oldSession = (id: string, changes: Partial<OldSession> = {}): OldSession => ({
  smIdHash: `hash-${id}`,
  sessionId: `session-${id}`,
  bareJid: 'romeo@localhost',
  resource: 'orchard',
  h: 7,
  endedAt: 1000,
  reason: 'expired',
  ...changes,
});

export const unlimited = () => null;

export const event = (seq: number, changes: Partial<EventView> = {}): EventView => ({
  seq,
  at: seq,
  kind: 'session-opened',
  user: null,
  sessionId: null,
  resource: null,
  reason: null,
  detail: null,
  traceId: null,
  ...changes,
});
