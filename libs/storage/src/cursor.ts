/** Opaque cursors of keyset paging: the last row's key, as base64url of JSON. */
export type CursorKey = readonly (string | number)[];

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key in `cursor`, whose parts must be of the kinds in `shape`; throws RangeError when it is not one of ours. */
export function decodeCursor(cursor: string, shape: readonly ('string' | 'number')[]): CursorKey {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    key = undefined;
  }
  if (
    !Array.isArray(key) ||
    key.length !== shape.length ||
    !key.every((part, i) => typeof part === shape[i])
  ) {
    throw new RangeError('`after` is not a cursor of this list');
  }
  return key;
}
