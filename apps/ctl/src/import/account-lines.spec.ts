import { describe, expect, it } from 'vitest';
import { readAccountLines } from './account-lines.js';

const read = (...lines: string[]) => readAccountLines(lines.join('\n'), 'localhost');

describe('readAccountLines', () => {
  it('reads accounts, their JIDs prepared, their passwords untouched', () => {
    expect(read('JID, password', 'Romeo@LOCALHOST , two words ', '"juliet@localhost","a,""b"""')).toEqual({
      accounts: [
        { line: 2, jid: 'romeo@localhost', password: ' two words ' },
        { line: 3, jid: 'juliet@localhost', password: 'a,"b"' },
      ],
      bad: [],
    });
  });

  it('tells every bad line by its number, without its contents', () => {
    const { accounts, bad } = read(
      'jid,password',
      'romeo@localhost,secret1',
      'juliet@localhost',
      'nurse@localhost,secret2,more',
      'benvolio@elsewhere,secret3',
      'not a jid,secret4',
      'tybalt@localhost,',
      'ROMEO@localhost,secret5',
      'paris@localhost,"secret6"x',
      'peter@localhost/lamp,secret7',
      'mercutio@localhost,secret8',
    );
    expect(accounts.map(({ line }) => line)).toEqual([2, 11]);
    expect(bad).toEqual([
      { line: 3, problem: expect.stringMatching(/^two fields are needed, 1 found/) },
      { line: 4, problem: expect.stringMatching(/^two fields are needed, 3 found/) },
      { line: 5, problem: 'the first field is not an account like name@localhost' },
      { line: 6, problem: 'the first field is not an account like name@localhost' },
      { line: 7, problem: 'the password is empty' },
      { line: 8, problem: 'the same account as in line 2' },
      { line: 9, problem: 'text behind a closing quote' },
      { line: 10, problem: 'the first field is not an account like name@localhost' },
    ]);
    expect(JSON.stringify(bad)).not.toContain('secret');
  });

  it.each(['', 'romeo@localhost,secret', 'password,jid', 'jid,password,name', '"jid"x,password'])(
    'refuses a file that begins with %j',
    (header) => {
      expect(read(header, 'romeo@localhost,x')).toEqual({
        accounts: [],
        bad: [{ line: 1, problem: 'the first line must be the header jid,password' }],
      });
    },
  );
});
