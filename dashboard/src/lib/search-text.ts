import { defaultStringifySearch } from '@tanstack/react-router';

/** Written as they are, so that one can read the conditions in an address; neither has a meaning inside of a value. */
const plain: Readonly<Record<string, string>> = {
  '%3D': '=',
  '%7E': '~',
  '%21': '!',
  '%40': '@',
  '%2F': '/',
  '%3A': ':',
};

const readable = (value: string): string =>
  encodeURIComponent(value).replace(/%(?:3D|7E|21|40|2F|3A)/g, (code) => plain[code] ?? code);

/** The search part of an address: as the router writes it, but for the conditions of a list, which are repeated
 *  (`filter=state=hibernating&filter=unacked>0`) as the API itself takes them. */
export function searchText(search: Record<string, unknown>): string {
  const { filter, ...rest } = search;
  if (!Array.isArray(filter)) return defaultStringifySearch(search);
  const conditions = filter.map((condition) => `filter=${readable(String(condition))}`);
  const others = defaultStringifySearch(rest).replace(/^\?/, '');
  const all = [...conditions, ...(others === '' ? [] : [others])].join('&');
  return all === '' ? '' : `?${all}`;
}
