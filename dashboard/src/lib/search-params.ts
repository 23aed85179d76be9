/** Readers for what an address may hold. An address is typed by people and shared: what is not understood is ignored. */

export function textParam(raw: unknown): string | undefined {
  const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export function oneOf<T extends string>(allowed: readonly T[], raw: unknown): T | undefined {
  return allowed.find((value) => value === raw);
}

/** The object without its undefined entries, as exactOptionalPropertyTypes and short addresses want it. */
export function defined<T extends object>(params: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
