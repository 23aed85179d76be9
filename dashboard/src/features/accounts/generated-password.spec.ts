import { expect, it } from 'vitest';
import { generatedPassword } from './generated-password.js';

it('uses every letter as often, in groups that can be read out', () => {
  const counts = new Map<string, number>();
  for (let first = 0; first < 256; first++) {
    const password = generatedPassword((bytes) => bytes.fill(first));
    expect(password).toMatch(/^([a-km-np-z2-9]{5}-){5}[a-km-np-z2-9]$/);
    const letter = password.charAt(0);
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(counts.size).toBe(32);
  expect(new Set(counts.values())).toEqual(new Set([8]));
});

it('is another one each time', () => {
  expect(new Set(Array.from({ length: 100 }, () => generatedPassword())).size).toBe(100);
});
