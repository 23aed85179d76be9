import { expect, it } from 'vitest';
import { table } from './table.js';

const rows = [['s1', 'romeo-of-the-house-of-montague@localhost', 'hibernating']];

it('fits a terminal by cutting the widest column', () => {
  expect(table(['ID', 'USER', 'STATE'], rows, { width: 30 })).toBe(
    'ID  USER           STATE\ns1  romeo-of-the…  hibernating',
  );
  expect(table(['ID', 'USER', 'STATE'], rows)).toContain(rows[0]?.[1]);
});

it('makes its heading bold where it may', () => {
  expect(table(['ID'], [['s1']], { bold: true })).toBe('\u001b[1mID\u001b[22m\ns1');
});
