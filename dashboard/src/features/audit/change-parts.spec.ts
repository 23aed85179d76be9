import { describe, expect, it } from 'vitest';
import { changeParts } from './change-parts.js';

const changed = (before: string | null, after: string | null) => {
  const parts = changeParts(before, after);
  const words = (side: 'before' | 'after') =>
    parts[side].map(({ text, changed: is }) => (is ? `[${text}]` : text)).join(', ');
  return `${words('before')} → ${words('after')}`;
};

describe('what a change is', () => {
  it('is what only one side has', () => {
    expect(changed('operator, may peek', 'operator, disabled')).toBe(
      'operator, [may peek] → operator, [disabled]',
    );
    expect(changed('300 (configured)', '60')).toBe('[300 (configured)] → [60]');
    expect(changed(null, 'viewer, 90 days')).toBe(' → [viewer], [90 days]');
    expect(changed('admin', null)).toBe('[admin] → ');
  });

  it('leaves commas inside a value alone', () => {
    expect(changed('"a, b"', '"a, c"')).toBe('["a, b"] → ["a, c"]');
    expect(changed('"say \\"a, b\\"", on', '"x", on')).toBe('["say \\"a, b\\""], on → ["x"], on');
    expect(changed('open " quote, on', 'on')).toBe('[open " quote], on → on');
  });
});
