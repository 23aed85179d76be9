import { expect, it } from 'vitest';
import { bytesMeasure } from './chart-measures.js';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
/** What a reader takes a label for. */
const read = (label: string): number => {
  const [number = '', unit = ''] = label.split(' ');
  return Number(number.replaceAll(',', '')) * 1024 ** units.indexOf(unit);
};

it('divides an axis of bytes so that its labels read as evenly spaced, also from one unit to the next', () => {
  for (const step of bytesMeasure.steps) {
    const labels = [1, 2, 3, 4].map((n) => read(bytesMeasure.format(n * step)));
    for (const [i, at] of labels.entries()) expect(Math.abs(at - (i + 1) * step) / step).toBeLessThan(0.05);
  }
});
