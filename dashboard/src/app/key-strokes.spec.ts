import { describe, expect, it } from 'vitest';
import { KeyStrokes, type Stroke } from './key-strokes.js';

const none = { ctrlKey: false, metaKey: false, altKey: false, busy: false, at: 0 };
const typed = (...strokes: (string | (Partial<Stroke> & { key: string }))[]) => {
  const reader = new KeyStrokes();
  return strokes.map((stroke) =>
    reader.read({ ...none, ...(typeof stroke === 'string' ? { key: stroke } : stroke) }),
  );
};

describe('key strokes', () => {
  it('go to a page by g and its key', () => {
    expect(typed('g', 's')).toEqual([null, { kind: 'go', key: 's' }]);
    expect(typed('g', 's', 's').at(-1)).toBeNull();
  });

  it('forget a g that nothing followed in time', () => {
    expect(typed('g', { key: 's', at: 1500 })[1]).toEqual({ kind: 'go', key: 's' });
    expect(typed('g', { key: 's', at: 1501 })[1]).toBeNull();
  });

  it('open the help, the palette and the search field', () => {
    expect(typed('?', '/')).toEqual([{ kind: 'help' }, { kind: 'search' }]);
    expect(typed({ key: 'K', metaKey: true }, { key: 'k', ctrlKey: true })).toEqual([
      { kind: 'palette' },
      { kind: 'palette' },
    ]);
    expect(typed({ key: 'k', ctrlKey: true, altKey: true })).toEqual([null]);
  });

  it('take Shift for no stroke of its own', () => {
    expect(typed('g', 'Shift', '?')[2]).toEqual({ kind: 'go', key: '?' });
  });

  it('mean nothing while one types, but for the palette', () => {
    const busy = true;
    expect(typed({ key: '?', busy }, { key: '/', busy })).toEqual([null, null]);
    expect(typed('g', { key: 's', busy })).toEqual([null, null]);
    expect(typed({ key: 'k', ctrlKey: true, busy })).toEqual([{ kind: 'palette' }]);
    expect(typed({ key: 's', altKey: true })).toEqual([null]);
  });
});
