// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useTypedAhead } from './use-typed-ahead.js';

afterEach(cleanup);

function Asked({ open, field, onTold }: { open: boolean; field: boolean; onTold: (text: string) => void }) {
  const take = useTypedAhead(open);
  return field ? (
    <div role="dialog">
      <input aria-label="where to" onFocus={() => onTold(take())} />
    </div>
  ) : null;
}

const type = (...keys: string[]) => keys.map((key) => fireEvent.keyDown(document.body, { key }));

describe('what is typed before the field is there', () => {
  it('comes to it in order, once, and does nothing else on its way', () => {
    const told = vi.fn();
    const elsewhere = vi.fn();
    window.addEventListener('keydown', elsewhere);
    const { rerender } = render(<Asked open field={false} onTold={told} />);
    type('s', 'e', 'x', 'Backspace', 't');
    rerender(<Asked open field onTold={told} />);
    type('t');
    const field = screen.getByLabelText('where to');
    fireEvent.focus(field);
    expect(told).toHaveBeenLastCalledWith('sett');
    expect(elsewhere).not.toHaveBeenCalled();

    // With the focus there, keys are the field's own.
    expect(fireEvent.keyDown(field, { key: 'i' })).toBe(true);
    fireEvent.focus(field);
    expect(told).toHaveBeenLastCalledWith('');
    window.removeEventListener('keydown', elsewhere);
  });

  it('is left alone while nothing was asked for, and chords always are', () => {
    const told = vi.fn();
    const { rerender } = render(<Asked open={false} field onTold={told} />);
    expect(type('s')).toEqual([true]);
    rerender(<Asked open field onTold={told} />);
    expect(fireEvent.keyDown(document.body, { key: 'c', ctrlKey: true })).toBe(true);
    expect(type('Escape', 'Enter')).toEqual([true, true]);
    fireEvent.focus(screen.getByLabelText('where to'));
    expect(told).toHaveBeenLastCalledWith('');
  });

  it('is forgotten when what it was meant for was closed again', () => {
    const told = vi.fn();
    const { rerender } = render(<Asked open field={false} onTold={told} />);
    type('s');
    rerender(<Asked open={false} field={false} onTold={told} />);
    rerender(<Asked open field onTold={told} />);
    fireEvent.focus(screen.getByLabelText('where to'));
    expect(told).toHaveBeenLastCalledWith('');
  });
});
