import type { Element } from './element.js';
import { parsePattern } from './stream-parser.js';

/**
 * Says where `actual` differs from `wanted`; undefined when it matches. A pattern asks for a name, a namespace, the
 * attributes and children it mentions (`*` is any value but none, `-` means absent) and its text where it has some; whatever else is there is welcome.
 */
function difference(wanted: Element, actual: Element): string | undefined {
  if (!actual.is(wanted.name, wanted.xmlns))
    return `<${actual.name} xmlns='${actual.xmlns}'/> instead of <${wanted.name} xmlns='${wanted.xmlns}'/>`;
  for (const [name, value] of Object.entries(wanted.attrs)) {
    const found = actual.attrs[name];
    const fits = value === '*' ? Boolean(found) : value === '-' ? found === undefined : found === value;
    if (!fits)
      return `<${actual.name}/> has ${name}='${found ?? ''}' instead of ${value === '-' ? 'none' : `'${value}'`}`;
  }
  const text = wanted.text.trim();
  if (text !== '' && actual.text !== text)
    return `<${actual.name}/> says '${actual.text}' instead of '${text}'`;
  for (const child of wanted.elements) {
    const reasons = actual.elements.map((candidate) => difference(child, candidate));
    if (reasons.includes(undefined)) continue;
    const near = reasons.find((_, i) => actual.elements[i]?.is(child.name, child.xmlns));
    return near ?? `<${actual.name}/> lacks ${child.toString()}`;
  }
  return undefined;
}

/** {@link difference} for a pattern given as XML. */
export const mismatch = (pattern: string, actual: Element) => difference(parsePattern(pattern), actual);
