import { type OptionName, options } from './options.js';
import { type ConfigurationProblem, shown } from './problem.js';

/** A value somebody wrote for an option. */
export interface Entry {
  readonly option: OptionName;
  readonly raw: unknown;
  /** The YAML key or environment variable. */
  readonly key: string;
  /** File and line, or `environment`. */
  readonly source: string;
}

/** What a source of configuration held. */
export interface Findings {
  readonly entries: readonly Entry[];
  readonly problems: readonly ConfigurationProblem[];
}

/** A problem with what was written for an option; the value is shown unless it is secret. */
export function entryProblem(entry: Entry, message: string): ConfigurationProblem {
  const { key, source, raw } = entry;
  const secret = options[entry.option].secret === true;
  return secret ? { key, message, source } : { key, value: shown(raw), message, source };
}

/** The entry's value in the option's unit, or what is wrong with it. */
export function checkEntry(entry: Entry): { value: unknown } | { problem: ConfigurationProblem } {
  const { kind, refused } = options[entry.option];
  const raw = typeof entry.raw === 'string' ? kind.fromText(entry.raw) : entry.raw;
  const refusal = refused?.[String(raw)];
  if (refusal !== undefined) return { problem: entryProblem(entry, `is refused: ${refusal}`) };
  const parsed = kind.schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data };
  return { problem: entryProblem(entry, `must be ${kind.allowed}`) };
}
