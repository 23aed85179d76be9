import { describe, expect, it } from 'vitest';
import { csvHead, csvLine } from './csv-line.js';

const entry = {
  id: '7',
  at: Date.UTC(2030, 0, 1),
  actor: 'admin',
  via: 'password' as const,
  address: '192.0.2.1',
  action: 'session-kill',
  target: 's1',
  detail: '',
  before: null,
  after: null,
  result: 'done',
};

describe('a line of the exported audit log', () => {
  it('has a cell for each column', () => {
    expect(csvHead).toBe('id,at,actor,via,address,action,target,detail,before,after,result\r\n');
    expect(csvLine(entry)).toBe(
      '7,2030-01-01T00:00:00.000Z,admin,password,192.0.2.1,session-kill,s1,,,,done\r\n',
    );
  });

  it('keeps separators, quotes and line ends inside their cell', () => {
    expect(csvLine({ ...entry, detail: 'a,"b"\nc' })).toContain(',"a,""b""\nc",');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
    'lets no spreadsheet run %j',
    (detail) => {
      expect(csvLine({ ...entry, detail })).toContain(`,"'${detail}",`);
    },
  );
});
