/** Plans are held by query-plans.spec.ts. */

/** ?1: bare JID; ?2: namespace; ?3: name. */
export const findFragment =
  'SELECT xml FROM private_fragment WHERE bare_jid = ?1 AND namespace = ?2 AND name = ?3';

/**
 * ?1: bare JID; ?2: JSON array of [namespace, name, bytes, xml], no two of one namespace and name; ?3: bytes the user may have.
 * All or none. Begins with WITH, because the driver gives no RETURNING rows for what begins with INSERT.
 */
export const putFragments = `
  WITH incoming AS MATERIALIZED (
    SELECT value ->> 0 AS namespace, value ->> 1 AS name, value ->> 2 AS bytes, value ->> 3 AS xml FROM json_each(?2)
  ), total AS MATERIALIZED (
    SELECT (SELECT coalesce(sum(bytes), 0) FROM private_fragment WHERE bare_jid = ?1)
      - (SELECT coalesce(sum(kept.bytes), 0) FROM incoming CROSS JOIN private_fragment AS kept
          ON kept.bare_jid = ?1 AND kept.namespace = incoming.namespace AND kept.name = incoming.name)
      + (SELECT sum(bytes) FROM incoming) AS bytes
  )
  INSERT INTO private_fragment (bare_jid, namespace, name, bytes, xml)
  SELECT account.bare_jid, incoming.namespace, incoming.name, incoming.bytes, incoming.xml
  FROM account CROSS JOIN total CROSS JOIN incoming
  WHERE account.bare_jid = ?1 AND total.bytes <= ?3
  ON CONFLICT (bare_jid, namespace, name) DO UPDATE SET bytes = excluded.bytes, xml = excluded.xml
  RETURNING 1 AS stored`.trim();
