import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isLive, type LiveConfiguration, type Option, type OptionName, optionAreas, options } from '#config';
import type { SettingValue, SettingView } from '#contracts';

/** Who set a value at run time, and when. */
export interface SetFacts {
  readonly setBy: string;
  readonly setAt: number;
}

/** One option as operators see it. */
export function viewOf(live: LiveConfiguration, name: OptionName, facts: SetFacts | undefined): SettingView {
  const option: Option<unknown> = options[name];
  const { doc, kind, secret = false, perUser = false, defaultWords = null } = option;
  const shown = (value: unknown) => (value === undefined || secret ? null : { value: value as SettingValue });
  const value = live.valueOf(name);
  const overridden = live.isOverridden(name);
  const from = live.sourceOf(name);
  return {
    name,
    area: optionAreas[name],
    doc,
    allowed: kind.allowed,
    schema: jsonSchemaOf(kind.schema),
    secret,
    live: isLive(name),
    perUser,
    value: shown(value),
    set: value !== undefined,
    default: shown(option.default),
    defaultWords,
    configured: shown(live.configured(name)),
    source: overridden ? 'runtime' : sourceOf(from),
    where: from === 'default' ? null : from,
    setBy: overridden ? (facts?.setBy ?? null) : null,
    setAt: overridden ? (facts?.setAt ?? null) : null,
    version: versionOf(overridden, value, facts),
  };
}

/** An environment variable is all capitals, with digits as in `DORMOUSE_C2S_PORT`; a file is named with the line. */
const sourceOf = (from: string): SettingView['source'] =>
  from === 'default' ? 'default' : /^[A-Z0-9_]+$/.test(from) ? 'environment' : 'file';

function versionOf(overridden: boolean, value: unknown, facts: SetFacts | undefined): string {
  const whole = overridden ? [value, facts?.setBy, facts?.setAt] : [];
  return createHash('sha256').update(JSON.stringify(whole)).digest('base64url').slice(0, 22);
}

/** What a schema checks beyond this is told in words. */
function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const {
    $schema: _dialect,
    '~standard': _zod,
    ...rest
  } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as Record<string, unknown>;
  return rest;
}
