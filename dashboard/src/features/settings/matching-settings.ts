import type { SettingView } from '#contracts';
import type { SettingsSearch } from './search.js';
import { isChanged } from './setting-words.js';

export interface SettingArea {
  readonly area: string;
  readonly items: readonly SettingView[];
}

/** What the filters find, under the headings of the documentation and in its order. */
export function matchingSettings(items: readonly SettingView[], filter: SettingsSearch): SettingArea[] {
  const areas = new Map<string, SettingView[]>();
  for (const item of items) {
    if (!matches(item, filter)) continue;
    const known = areas.get(item.area);
    if (known === undefined) areas.set(item.area, [item]);
    else known.push(item);
  }
  return [...areas].map(([area, found]) => ({ area, items: found }));
}

function matches(item: SettingView, { q, source, only }: SettingsSearch): boolean {
  if (source !== undefined && item.source !== source) return false;
  if (only === 'changed' && !isChanged(item)) return false;
  if (only === 'live' && !item.live) return false;
  if (only === 'restart' && item.live) return false;
  if (q === undefined) return true;
  const haystack =
    `${item.name} ${item.name.replaceAll('_', ' ')} ${item.area} ${item.doc} ${item.where ?? ''}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
