/** Plans are held by query-plans.spec.ts. */

/**
 * ?1: JSON array of [bareJid, kind, type, sender, at, xml, intent]; ?2: stanzas a user may have, null for any number. The first
 * that fit are kept, in order, for accounts that exist. Begins with WITH, because the driver gives no RETURNING rows for
 * what begins with INSERT. Every row it gives is one kept stanza of that user.
 */
export const appendOffline = `
  WITH incoming AS MATERIALIZED (
    SELECT key, value AS v, value ->> 0 AS bare_jid, row_number() OVER (PARTITION BY value ->> 0 ORDER BY key) AS place
    FROM json_each(?1)
  ), room AS MATERIALIZED (
    SELECT account.bare_jid,
      (SELECT count(*) FROM offline_stanza WHERE offline_stanza.bare_jid = account.bare_jid) AS held
    FROM (SELECT DISTINCT bare_jid FROM incoming) AS user CROSS JOIN account ON account.bare_jid = user.bare_jid
  )
  INSERT INTO offline_stanza (bare_jid, kind, type, sender, at, xml, intent)
  SELECT incoming.bare_jid, v ->> 1, v ->> 2, v ->> 3, v ->> 4, v ->> 5, v ->> 6
  FROM incoming JOIN room ON room.bare_jid = incoming.bare_jid
  WHERE ?2 IS NULL OR held + place <= ?2 ORDER BY key
  RETURNING bare_jid`.trim();

/** ?1: bare JID. */
export const readOffline =
  'SELECT seq, kind, type, sender, at, xml, intent FROM offline_stanza WHERE bare_jid = ?1 ORDER BY seq';

/** ?1: bare JID; ?2: seq of the last that was taken. */
export const forgetOffline = 'DELETE FROM offline_stanza WHERE bare_jid = ?1 AND seq <= ?2';

/** ?1: bare JID. */
export const countOffline = 'SELECT count(*) AS total FROM offline_stanza WHERE bare_jid = ?1';

/** ?1: JSON array of intents. */
export const findIntents =
  'SELECT offline_stanza.intent FROM json_each(?1) CROSS JOIN offline_stanza ON offline_stanza.intent = json_each.value';
