import type { DataSource } from 'typeorm';
import type { ContactChange, RosterStore, StoredContact } from '#ports';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import * as sql from './roster-statements.js';

/** Accounts read by one statement: their contacts arrive as texts that are read at once, so there should not be too many. */
const LOAD_SLICE = 20;

type ContactRow = [
  jid: string,
  listed: number,
  name: string,
  groups: string[],
  subscription: StoredContact['subscription'],
  ask: number,
  approved: number,
  request: string | null,
];

export class SqliteRosterStore implements RosterStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async load(owners: readonly string[]): Promise<Map<string, StoredContact[]>> {
    const rosters = new Map<string, StoredContact[]>();
    for (let at = 0; at < owners.length; at += LOAD_SLICE) {
      const slice = JSON.stringify(owners.slice(at, at + LOAD_SLICE));
      const found = await rows<{ owner: string; contacts: string }>(this.dataSource, sql.loadRosters, [
        slice,
      ]);
      for (const { owner, contacts } of found)
        rosters.set(owner, (JSON.parse(contacts) as ContactRow[]).map(contactOf));
    }
    return rosters;
  }

  async write(changes: readonly ContactChange[]): Promise<void> {
    if (changes.length === 0) return;
    const values = changes.map((c) => [
      c.owner,
      c.jid,
      Number(c.listed),
      c.name,
      JSON.stringify(c.groups),
      c.subscription,
      Number(c.ask),
      Number(c.approved),
      c.request,
    ]);
    await this.writes.run(() => change(this.dataSource, sql.writeRosters, [JSON.stringify(values)]));
  }
}

const contactOf = ([
  jid,
  listed,
  name,
  groups,
  subscription,
  ask,
  approved,
  request,
]: ContactRow): StoredContact => ({
  jid,
  listed: listed === 1,
  name,
  groups,
  subscription,
  ask: ask === 1,
  approved: approved === 1,
  request,
});
