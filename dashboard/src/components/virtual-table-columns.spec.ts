import { describe, expect, it } from 'vitest';
import { CHOICE_WIDTH, fitting, templateOf, widthOf } from './virtual-table-columns.js';

const columns = [
  { id: 'user', meta: { width: 14, grow: 2 } },
  { id: 'state', meta: { width: 8 } },
  { id: 'unacked', meta: { width: 6 } },
  { id: 'queue', meta: { width: 5 } },
  { id: 'actions', meta: { width: 7 } },
];
const rank = ['unacked', 'queue'];
const ids = (room: number) => fitting(columns, rank, room, true).map(({ id }) => id);

describe('columns', () => {
  it('fit by their rank, in their own order', () => {
    const least = CHOICE_WIDTH + 14 + 8 + 7;
    expect(ids(0)).toEqual(['user', 'state', 'actions']);
    expect(ids(least + 5.9)).toEqual(['user', 'state', 'actions']);
    expect(ids(least + 6)).toEqual(['user', 'state', 'unacked', 'actions']);
    expect(ids(least + 11)).toEqual(['user', 'state', 'unacked', 'queue', 'actions']);
  });

  it('have one template for every row', () => {
    expect(templateOf(columns.slice(0, 2), true)).toBe('2.5rem minmax(14rem, 2fr) 8rem');
    expect(widthOf(columns.slice(0, 2), false)).toBe(22);
  });
});
