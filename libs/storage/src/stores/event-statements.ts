import type { EventSelection } from '#ports';

/** ?1: JSON array of rows in the order of `columns`. Writing one twice changes nothing. */
export const insertEvents = `
  INSERT INTO event (seq, at, kind, bare_jid, session_id, resource, reason, detail, trace_id)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
  FROM json_each(?1) WHERE true
  ON CONFLICT (seq) DO NOTHING`.trim();

export const lastEvent = 'SELECT max(seq) AS seq FROM event';

/** ?1: ms since the epoch; ?2: rows at most. */
export const pruneOldEvents =
  'DELETE FROM event WHERE seq IN (SELECT seq FROM event WHERE at < ?1 ORDER BY at, seq LIMIT ?2)';

/** ?1: rows at most. */
export const pruneOldestEvents =
  'DELETE FROM event WHERE seq IN (SELECT seq FROM event ORDER BY at, seq LIMIT ?1)';

export const countEvents = 'SELECT count(*) AS total FROM event';

const columns = 'seq, at, kind, bare_jid, session_id, resource, reason, detail, trace_id';

export interface Place {
  readonly at: number;
  readonly seq: number;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/**
 * Events before `place`, newest first, at most `limit`. One index leads: of the session, else of the user, the reason or the
 * kind, else of the time; a unary plus keeps SQLite from taking another. Several kinds are one ordered search each, of which
 * the newest are taken: a list of kinds in one search would read and sort all of them.
 */
export function listEvents(
  { session, user, kinds, reason, from, to }: EventSelection,
  place: Place,
  limit: number,
): Statement {
  const leads = session !== undefined || user !== undefined || reason !== undefined;
  const arms = kinds !== undefined && !leads ? kinds.map((kind) => [kind]) : [kinds];
  const parameters: (string | number)[] = [];
  const value = (given: string | number) => `?${parameters.push(given)}`;
  const before = `(at, seq) < (${value(place.at)}, ${value(place.seq)})`;
  const [since, until] = [from && value(from), to && value(to)];
  const rows = value(limit);

  const arm = (some: readonly string[] | undefined): string => {
    const where = [before];
    if (since) where.push(`at >= ${since}`);
    if (until) where.push(`at <= ${until}`);
    if (session !== undefined) where.push(`session_id = ${value(session)}`);
    if (user !== undefined) where.push(`${session === undefined ? '' : '+'}bare_jid = ${value(user)}`);
    if (reason !== undefined)
      where.push(`${session === undefined && user === undefined ? '' : '+'}reason = ${value(reason)}`);
    if (some !== undefined) where.push(`${leads ? '+' : ''}kind IN (${some.map(value).join(', ')})`);
    return `SELECT ${columns} FROM event WHERE ${where.join(' AND ')} ORDER BY at DESC, seq DESC LIMIT ${rows}`;
  };
  const [first = arm(undefined), ...others] = arms.map(arm);
  if (others.length === 0) return { sql: first, parameters };
  const union = [first, ...others].map((one) => `SELECT * FROM (${one})`).join(' UNION ALL ');
  return { sql: `SELECT * FROM (${union}) ORDER BY at DESC, seq DESC LIMIT ${rows}`, parameters };
}
