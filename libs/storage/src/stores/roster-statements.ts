/** Plans are held by roster-query-plans.spec.ts. */

/**
 * ?1: JSON array of accounts. One row per account that exists, its contacts as one text: SQLite makes it on a thread of its
 * own, where rows and columns would be made one by one on ours.
 */
export const loadRosters = `
  SELECT account.bare_jid AS owner, (
    SELECT json_group_array(json_array(contact, listed, name, json(groups), subscription, ask, approved, request))
    FROM roster_item WHERE roster_item.owner = account.bare_jid
  ) AS contacts
  FROM json_each(?1) AS wanted CROSS JOIN account ON account.bare_jid = wanted.value`.trim();

/** ?1: JSON array of [owner, contact, listed, name, groups as JSON text, subscription, ask, approved, request]. */
export const writeRosters = `
  INSERT INTO roster_item (owner, contact, listed, name, groups, subscription, ask, approved, request)
  SELECT account.bare_jid, v ->> 1, v ->> 2, v ->> 3, v ->> 4, v ->> 5, v ->> 6, v ->> 7, v ->> 8
  FROM (SELECT value AS v FROM json_each(?1)) AS incoming CROSS JOIN account ON account.bare_jid = v ->> 0
  WHERE true
  ON CONFLICT (owner, contact) DO UPDATE SET listed = excluded.listed, name = excluded.name,
    groups = excluded.groups, subscription = excluded.subscription, ask = excluded.ask,
    approved = excluded.approved, request = excluded.request`.trim();
