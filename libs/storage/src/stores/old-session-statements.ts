import type { OldSessionSort } from '#contracts';

/** The statements that 20 000 sessions ending at once depend on; their plans are held by query-plans.spec.ts. */

/** ?1: JSON array of [smIdHash, sessionId, bareJid, resource, h, endedAt, reason]. Storing one twice keeps the later. */
export const insertOldSessions = `
  INSERT INTO old_session (sm_id_hash, session_id, bare_jid, resource, h, ended_at, reason)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
  FROM json_each(?1) WHERE true ORDER BY key
  ON CONFLICT (sm_id_hash) DO UPDATE SET h = excluded.h, ended_at = excluded.ended_at, reason = excluded.reason`.trim();

/** ?1: JSON array of [bareJid, keep]: forgets each user's oldest beyond `keep`. */
export const trimOldSessions = `
  DELETE FROM old_session WHERE seq IN (
    SELECT seq FROM (
      SELECT old.seq, touched.value ->> 1 AS keep,
        row_number() OVER (PARTITION BY old.bare_jid ORDER BY old.ended_at DESC, old.seq DESC) AS place
      FROM json_each(?1) AS touched
      CROSS JOIN old_session AS old ON old.bare_jid = touched.value ->> 0
    ) WHERE place > keep
  )`.trim();

const columns = 'seq, sm_id_hash, session_id, bare_jid, resource, h, ended_at, reason';

/** ?1: smIdHash. */
export const findOldSession = `SELECT ${columns} FROM old_session WHERE sm_id_hash = ?1`;

/** What a page goes by: the keys of a sort, the row's number last, so that no two rows are the same. */
const keys: Record<'endedAt' | 'user' | 'reason', readonly string[]> = {
  endedAt: ['ended_at', 'seq'],
  user: ['bare_jid', 'ended_at', 'seq'],
  reason: ['reason', 'ended_at', 'seq'],
};

const whereIn = (terms: readonly string[]) => (terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`);

/** The sort's keys, in one direction: an index holds them so. */
export function sortKeys(sort: OldSessionSort): {
  readonly names: readonly string[];
  readonly descending: boolean;
} {
  const descending = sort.startsWith('-');
  return { names: keys[(descending ? sort.slice(1) : sort) as keyof typeof keys], descending };
}

/** Parameters: the filter's; behind a cursor the last row's keys; rows. */
export function listOldSessions(terms: readonly string[], sort: OldSessionSort, behind: boolean): string {
  const { names, descending } = sortKeys(sort);
  const after = `(${names.join(', ')}) ${descending ? '<' : '>'} (${names.map(() => '?').join(', ')})`;
  const order = names.map((name) => `${name}${descending ? ' DESC' : ''}`).join(', ');
  return `SELECT ${columns} FROM old_session${whereIn(behind ? [...terms, after] : terms)} ORDER BY ${order} LIMIT ?`;
}

/** Parameters: the filter's. */
export const countMatching = (terms: readonly string[]): string =>
  `SELECT count(*) AS total FROM old_session${whereIn(terms)}`;

export const countOldSessions = 'SELECT count(*) AS total FROM old_session';

/** ?1: the bare JID behind which it begins; ?2: users. */
export const countOldSessionsByUser = `SELECT bare_jid AS bareJid, count(*) AS count FROM old_session
  WHERE bare_jid > ?1 GROUP BY bare_jid ORDER BY bare_jid LIMIT ?2`;

/** ?1: bare JID. */
export const countOldSessionsOfUser = 'SELECT count(*) AS total FROM old_session WHERE bare_jid = ?1';

/** ?1: milliseconds since the epoch. */
export const purgeOldSessions = 'DELETE FROM old_session WHERE ended_at < ?1';
