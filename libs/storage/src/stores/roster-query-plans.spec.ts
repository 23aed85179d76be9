import { describe, expect, it } from 'vitest';
import { temporaryStorage } from '../testing/temporary-storage.js';
import * as sql from './roster-statements.js';

async function planOf(statement: string, ...parameters: unknown[]): Promise<string[]> {
  const { dataSource } = await temporaryStorage();
  const plan = await dataSource.query(`EXPLAIN QUERY PLAN ${statement}`, parameters);
  return plan.map((step: { detail: string }) => step.detail);
}

describe('query plans of rosters', () => {
  it.each([
    ['reading looks accounts up', sql.loadRosters, '["u"]', /SEARCH account USING .*\(bare_jid=\?\)/],
    [
      'reading finds the contacts together',
      sql.loadRosters,
      '["u"]',
      /SEARCH roster_item USING PRIMARY KEY \(owner=\?\)/,
    ],
    ['writing looks accounts up', sql.writeRosters, '[]', /SEARCH account USING .*\(bare_jid=\?\)/],
    [
      'a removed account finds whose contact it was',
      'UPDATE roster_item SET ask = 0 WHERE contact = ?',
      'u',
      /SEARCH roster_item USING (COVERING )?INDEX roster_item_contact \(contact=\?\)/,
    ],
  ])('%s, and walks no table', async (_name, statement, parameter, step) => {
    const details = await planOf(statement, parameter);
    expect(details.join('\n')).toMatch(step);
    expect(details.filter((detail) => /SCAN (roster_item|account)\b/.test(detail))).toEqual([]);
    expect(details.join()).not.toContain('TEMP B-TREE');
  });
});
