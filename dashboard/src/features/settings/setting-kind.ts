import type { SettingView } from '#contracts';

/** How a value is written and shown. Which of these it is follows from the option's schema and words. */
export type SettingKind =
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly words: readonly string[] }
  | { readonly kind: 'duration' | 'bytes' | 'count' | 'share'; readonly unlimited: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'text' };

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly maximum?: number;
}

export function settingKind({ name, schema, allowed }: SettingView): SettingKind {
  const whole = schema as Schema;
  const unlimited = whole.anyOf?.some(({ type }) => type === 'null') ?? false;
  const inner = whole.anyOf?.find(({ type }) => type !== 'null') ?? whole;
  if (inner.type === 'boolean') return { kind: 'flag' };
  if (inner.enum !== undefined) return { kind: 'choice', words: inner.enum };
  if (inner.type === 'number') return { kind: inner.maximum === 1 ? 'share' : 'count', unlimited };
  if (inner.type === 'integer') return { kind: wholeKind(name, allowed), unlimited };
  return { kind: /separated by commas/.test(allowed) ? 'list' : 'text' };
}

function wholeKind(name: string, allowed: string): 'duration' | 'bytes' | 'count' {
  if (allowed.startsWith('whole seconds')) return 'duration';
  // Bytes a second read as bytes, too.
  return /_bytes(_|$)/.test(name) ? 'bytes' : 'count';
}
