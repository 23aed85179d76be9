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

/** ?1, ?2: endedAt and seq of the last row of the page before; ?3: rows. */
export const listOldSessions = `SELECT ${columns} FROM old_session
  WHERE (ended_at, seq) < (?1, ?2) ORDER BY ended_at DESC, seq DESC LIMIT ?3`;

/** As {@link listOldSessions}; ?4: bare JID. */
export const listOldSessionsOfUser = `SELECT ${columns} FROM old_session
  WHERE bare_jid = ?4 AND (ended_at, seq) < (?1, ?2) ORDER BY ended_at DESC, seq DESC LIMIT ?3`;

export const countOldSessions = 'SELECT count(*) AS total FROM old_session';

/** ?1: bare JID. */
export const countOldSessionsOfUser = 'SELECT count(*) AS total FROM old_session WHERE bare_jid = ?1';

/** ?1: milliseconds since the epoch. */
export const purgeOldSessions = 'DELETE FROM old_session WHERE ended_at < ?1';
