import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from './csv.js';

const read = (text: string) => [...csvRecords(text)];

describe('csvRecords', () => {
  it.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a,b","say ""hi"""\n', [['a,b', 'say "hi"']]],
    ['"two\nlines",x\n', [['two\nlines', 'x']]],
    [
      'a,\n,b\n,\n',
      [
        ['a', ''],
        ['', 'b'],
        ['', ''],
      ],
    ],
    ['\uFEFFa,b', [['a', 'b']]],
    ['a\n\n\r\nb', [['a'], ['b']]],
    [' a , b ', [[' a ', ' b ']]],
    ['', []],
  ])('reads %j', (text, fields) => {
    expect(read(text).map((record) => record.fields)).toEqual(fields);
  });

  it('counts lines, also those inside quotes', () => {
    expect(read('a\n"b\r\nb\nb"\n\nc\n').map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it('spoils only the record whose quoting is bad', () => {
    expect(read('a,b\nc,"d"e\nf,g"h\ni,j\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: [], problem: 'text behind a closing quote' },
      { line: 3, fields: [], problem: 'a quote or a lone carriage return in an unquoted field' },
      { line: 4, fields: ['i', 'j'] },
    ]);
    expect(read('a,"b\nc,d\n')).toEqual([
      { line: 1, fields: [], problem: 'a quote that is never closed' },
      { line: 2, fields: ['c', 'd'] },
    ]);
  });

  it('gives back what was quoted, whatever it is', () => {
    const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), { minLength: 1 }),
        (rows) => {
          const text = rows.map((row) => row.map(quote).join(',')).join('\r\n');
          expect(read(text).map((record) => record.fields)).toEqual(rows);
        },
      ),
    );
  });

  it('never throws and never stands still', () => {
    const nasty = fc
      .array(fc.constantFrom('"', ',', '\n', '\r', 'a', '""', '\uFEFF'))
      .map((parts) => parts.join(''));
    fc.assert(fc.property(nasty, (text) => read(text).length <= text.length));
  });

  it('takes a quoted field of a megabyte', () => {
    const big = '""'.repeat(500_000);
    expect(read(`"${big}",x`)[0]?.fields[0]).toHaveLength(500_000);
  });
});
