// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Column, DataTable } from './data-table.js';

interface Guest {
  readonly name: string;
  readonly age: number;
}

const drawn = vi.fn();
const columns: readonly Column<Guest>[] = [
  { id: 'name', header: 'Name', accessorKey: 'name', enableSorting: false },
  {
    id: 'age',
    header: 'Age',
    accessorKey: 'age',
    sortFn: 'basic',
    cell: ({ row: { original } }) => {
      drawn(original.name);
      return original.age;
    },
  },
];
const rowId = ({ name }: Guest) => name;
const nurse: Guest = { name: 'nurse', age: 60 };
const juliet: Guest = { name: 'juliet', age: 13 };
const base = { label: 'Guests', columns, rowId };

afterEach(() => {
  cleanup();
  drawn.mockReset();
});

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('td')?.lastChild?.textContent);

describe('DataTable', () => {
  it('draws a row again only when its datum is another object', () => {
    const { rerender } = render(<DataTable {...base} rows={[nurse, juliet]} />);
    drawn.mockReset();
    rerender(<DataTable {...base} rows={[nurse, { ...juliet, age: 14 }]} />);
    expect(drawn.mock.calls).toEqual([['juliet']]);
    expect(screen.getByText('14')).toBeDefined();
  });

  it('keeps the order given where nobody sorts', () => {
    render(<DataTable {...base} rows={[nurse, juliet]} />);
    expect(names()).toEqual(['nurse', 'juliet']);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('sorts as told, says so to readers, and asks for the other direction when pressed', () => {
    const onSort = vi.fn();
    const sorting = [{ id: 'age', desc: false }];
    render(<DataTable {...base} rows={[nurse, juliet]} sorting={sorting} onSort={onSort} />);
    expect(names()).toEqual(['juliet', 'nurse']);
    expect(screen.getByRole('columnheader', { name: /Age/ }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(screen.getByRole('button', { name: /Age/ }));
    expect(onSort).toHaveBeenCalledWith([{ id: 'age', desc: true }]);
  });

  it('leaves rows that come in order as they come, and asks for another order all the same', () => {
    const onSort = vi.fn();
    const sorting = [{ id: 'age', desc: false }];
    render(<DataTable {...base} rows={[nurse, juliet]} sorting={sorting} onSort={onSort} ordered />);
    expect(names()).toEqual(['nurse', 'juliet']);
    fireEvent.click(screen.getByRole('button', { name: /Age/ }));
    expect(onSort).toHaveBeenCalledWith([{ id: 'age', desc: true }]);
  });

  it('puts the attributes of a row on it', () => {
    const rowProps = ({ name }: Guest) => ({ 'data-testid': `guest-${name}` });
    render(<DataTable {...base} rows={[juliet]} rowProps={rowProps} />);
    expect(screen.getByTestId('guest-juliet').tagName).toBe('TR');
  });
});
