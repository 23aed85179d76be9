import type { SettingValue } from '#contracts';
import type { SettingKind } from './setting-kind.js';

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  w: 604_800,
  week: 604_800,
};
const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  kib: 1024,
  k: 1024,
  kb: 1024,
  mib: 1024 ** 2,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  gib: 1024 ** 3,
  g: 1024 ** 3,
  gb: 1024 ** 3,
};
const PARTS = /(\d+(?:\.\d+)?)\s*([a-z]*)/g;

/**
 * What was typed as the value to send: `5 min` is 300, `4 MiB` 4194304, `10 %` 0.1. What cannot be read goes as it is, and the
 * server says what it may be.
 */
export function typedValue({ kind }: SettingKind, typed: string): SettingValue {
  const text = typed.trim();
  switch (kind) {
    case 'duration':
      return inUnits(text, SECONDS) ?? text;
    case 'bytes':
      return inUnits(text, BYTES) ?? text;
    case 'share':
      return share(text) ?? text;
    case 'count':
      return numberOf(text.replace(/,(?=\d{3})/g, '')) ?? text;
    default:
      return typed;
  }
}

const numberOf = (text: string): number | undefined =>
  /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;

function share(text: string): number | undefined {
  const percent = /^(.*?)\s*%$/.exec(text)?.[1];
  if (percent === undefined) return numberOf(text);
  const number = numberOf(percent);
  // Not a division alone: 7 % must be 0.07, not 0.07000000000000001.
  return number === undefined ? undefined : Number((number / 100).toPrecision(12));
}

/** `1 h 30 min`, `90`, `1.5 h`: the sum of its parts; undefined where a unit is not known or something is left over. */
function inUnits(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const lower = text.toLowerCase();
  if (lower.replace(PARTS, '').trim() !== '' || lower === '') return numberOf(text);
  let sum = 0;
  for (const [, number = '', name = ''] of lower.matchAll(PARTS)) {
    const unit = name === '' ? 1 : (units[name] ?? units[name.replace(/s$/, '')]);
    if (unit === undefined) return undefined;
    sum += Number(number) * unit;
  }
  return sum;
}
