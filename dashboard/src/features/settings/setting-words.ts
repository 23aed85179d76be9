import type { SettingValue, SettingView } from '#contracts';
import { formatSpan } from '../../lib/format-duration.js';
import { formatBytes, formatCount, formatPercent } from '../../lib/format-number.js';
import { settingsText as text } from '../../messages/index.js';
import { settingKind } from './setting-kind.js';

type Held = { readonly value: SettingValue } | null;

/** A value as people read it: `5 min`, `4 MiB`, `unlimited`. */
export function valueWords(setting: SettingView, value: SettingValue): string {
  if (value === null) return text.unlimited;
  const { kind } = settingKind(setting);
  if (typeof value === 'boolean') return value ? text.on : text.off;
  if (typeof value === 'string') return value === '' ? text.nothing : value;
  if (kind === 'duration') return formatSpan(value);
  if (kind === 'bytes') return formatBytes(value);
  if (kind === 'share') return formatPercent(value);
  return isPort(setting.name) ? String(value) : formatCount(value);
}

/** What holds, also where nothing is set or it is a secret. */
export function heldWords(setting: SettingView, held: Held): string {
  if (setting.secret) return setting.set ? text.hidden : text.unset;
  return held === null ? (setting.defaultWords ?? text.unset) : valueWords(setting, held.value);
}

/** The same in the unit of file and API, where that differs: `300`. */
export function exactWords(setting: SettingView, held: Held): string | undefined {
  if (setting.secret || held === null || typeof held.value !== 'number') return undefined;
  const exact = String(held.value);
  return exact === valueWords(setting, held.value) ? undefined : `${setting.name}: ${exact}`;
}

export const isChanged = ({ secret, set, value, default: standard }: SettingView): boolean =>
  secret ? set : JSON.stringify(value) !== JSON.stringify(standard);

const isPort = (name: string): boolean => name.endsWith('_port');
