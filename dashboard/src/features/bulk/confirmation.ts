/** Whether what was typed is the count; with or without the separators in which it is shown. */
export const isCount = (typed: string, count: number): boolean =>
  typed.trim().replaceAll(/[,\s]/g, '') === String(count);

/** Null where nothing was typed, undefined where it is no pace. */
export function paceTyped(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const pace = Number(text);
  return /^\d+$/.test(text) && pace >= 1 && pace <= 10_000 ? pace : undefined;
}
