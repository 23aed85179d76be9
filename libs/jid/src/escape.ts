/** What XEP-0106 §3 escapes, each by its two hexadecimal digits. The backslash is escaped only where it would read as an escape. */
const ESCAPED = /[ "&'/:<>@]|\\(?=20|22|26|27|2f|3a|3c|3e|40|5c)/g;
const ESCAPE = /\\(20|22|26|27|2f|3a|3c|3e|40|5c)/g;

/** Escapes a foreign name so that it can be a localpart (XEP-0106). Undefined when it starts or ends with a space: an escaped
 *  localpart must neither start nor end with `\20`. The result is not prepared yet. */
export const escapeLocal = (name: string): string | undefined => {
  if (name.startsWith(' ') || name.endsWith(' ')) return undefined;
  return name.replace(ESCAPED, (char) => `\\${char.charCodeAt(0).toString(16)}`);
};

/** The name behind an escaped localpart, for people to read; never compare or route by it (XEP-0106 §7). */
export const unescapeLocal = (local: string): string =>
  local.replace(ESCAPE, (sequence, code: string, at: number) => {
    const outer = at === 0 || at + sequence.length === local.length;
    // Nobody may write \20 at either end, so there it is not an escape.
    return code === '20' && outer ? sequence : String.fromCharCode(Number.parseInt(code, 16));
  });
