export interface Part {
  readonly text: string;
  /** Not on the other side: this is what the change is. */
  readonly changed: boolean;
}

export interface ChangeParts {
  readonly before: readonly Part[];
  readonly after: readonly Part[];
}

/**
 * Both sides of a change in their parts, between commas, with those marked that the other side does not have: of
 * `operator, may peek` → `operator, disabled` only the second ones. Commas in quotes and brackets are a value's own.
 */
export function changeParts(before: string | null, after: string | null): ChangeParts {
  const left = before === null ? [] : partsOf(before);
  const right = after === null ? [] : partsOf(after);
  const mark = (parts: readonly string[], others: readonly string[]) =>
    parts.map((text) => ({ text, changed: !others.includes(text) }));
  return { before: mark(left, right), after: mark(right, left) };
}

function partsOf(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|\([^)]*\)|[^,"(]|["(])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
