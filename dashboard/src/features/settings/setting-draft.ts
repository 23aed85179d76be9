import type { SettingValue, SettingView } from '#contracts';
import type { SettingKind } from './setting-kind.js';
import { typedValue } from './typed-value.js';

/** What stands in the field: a word or number as typed, and the mark for unlimited beside it. */
export interface Draft {
  readonly typed: string;
  readonly unlimited: boolean;
}

/** In the exact unit of the configuration: rounding to what reads well would change the value by looking at it. */
export function draftOf({ value }: SettingView): Draft {
  if (value === null) return { typed: '', unlimited: false };
  return { typed: value.value === null ? '' : String(value.value), unlimited: value.value === null };
}

export function valueOfDraft(kind: SettingKind, { typed, unlimited }: Draft): SettingValue {
  if (unlimited) return null;
  return kind.kind === 'flag' ? typed === 'true' : typedValue(kind, typed);
}
