import type { Element, Node } from 'ltx';
import { escapeAttribute, escapeText } from './escape.js';

/**
 * An element as one flat string: session queues keep what this returns, and a rope costs them garbage collection. Attributes that are
 * null or undefined are left out, an element without children closes itself. Does not recurse, so no depth overflows the stack.
 */
export function serialize(el: Element): string {
  const parts: string[] = [];
  if (openTag(el, parts)) return parts.join('');
  let current = el;
  let next = 0;
  const parents: Element[] = [];
  const nexts: number[] = [];
  for (;;) {
    const { children } = current;
    if (next === children.length) {
      parts.push('</', current.name, '>');
      const parent = parents.pop();
      if (parent === undefined) return parts.join('');
      current = parent;
      next = nexts.pop()!;
      continue;
    }
    // Code that builds elements untyped may have left numbers or nothing among the children, as ltx lets it.
    const child = children[next++] as Node | number | null | undefined;
    if (typeof child === 'string') parts.push(escapeText(child));
    else if (child === null || child === undefined) continue;
    else if (typeof child !== 'object') parts.push(escapeText(String(child)));
    else if (!openTag(child, parts)) {
      parents.push(current);
      nexts.push(next);
      current = child;
      next = 0;
    }
  }
}

/** Writes the opening tag; true if that was the whole element. */
function openTag(el: Element, parts: string[]): boolean {
  parts.push('<', el.name);
  const { attrs } = el;
  for (const name in attrs) {
    const value = attrs[name] as string | number | null | undefined;
    if (value !== null && value !== undefined) {
      parts.push(' ', name, "='", escapeAttribute(typeof value === 'string' ? value : String(value)), "'");
    }
  }
  if (el.children.length === 0) {
    parts.push('/>');
    return true;
  }
  parts.push('>');
  return false;
}
