import { describe, expect, it } from 'vitest';
import { auditFilter, auditSearch, exportAddress } from './search.js';

const NOW = 1_700_000_000_000;

describe('what of the audit log an address asks for', () => {
  it('is understood or ignored', () => {
    expect(auditSearch({ actor: 'anna', last: 'day', from: '12', to: 'soon', more: 1 })).toEqual({
      actor: 'anna',
      last: 'day',
      from: 12,
    });
    expect(auditSearch({ last: 'year', from: -1, to: 1.5 })).toEqual({});
  });

  it('reaches back from now, in whole minutes, unless a beginning is said', () => {
    expect(auditFilter({ last: 'hour', target: 'x' }, NOW)).toEqual({ target: 'x', from: 1_699_996_380_000 });
    expect(auditFilter({ last: 'hour' }, NOW + 5000)).toEqual({ from: 1_699_996_380_000 });
    expect(auditFilter({ last: 'hour', from: 7, to: 9 }, NOW)).toEqual({ from: 7, to: 9 });
    expect(auditFilter({}, NOW)).toEqual({});
  });

  it('is downloaded as it is shown, without the page', () => {
    const filter = auditFilter({ actor: 'key:grafana & co', after: 'cursor', to: 9 }, NOW);
    const address = new URL(exportAddress(filter, 'csv'), 'http://localhost');
    expect(address.pathname).toBe('/api/v1/audit/export');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      format: 'csv',
      actor: 'key:grafana & co',
      to: '9',
    });
  });
});
