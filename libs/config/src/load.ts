import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assemble } from './assembly.js';
import type { Configuration } from './configuration.js';
import { crossCheck, type Origin } from './cross-checks.js';
import { checkEntry, type Findings } from './entry.js';
import { CONFIG_VARIABLE, type Environment, readEnvironment } from './environment.js';
import { type OptionName, optionNames, options, type Values } from './options.js';
import { ConfigurationError, type ConfigurationProblem } from './problem.js';
import { readYaml } from './yaml-file.js';

/** The file looked for in the working directory when none is named. */
export const DEFAULT_FILE = 'dormouse.yaml';

export interface LoadOptions {
  readonly env: Environment;
  /** Where `dormouse.yaml` is looked for and relative paths start; the process's own by default. */
  readonly cwd?: string;
  /** A file that must exist, before `DORMOUSE_CONFIG`. */
  readonly yamlPath?: string;
  /** Text of an absolute path, or throws as `readFileSync` does. */
  readonly readFile?: (path: string) => string;
}

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** For each option the file and line, the environment variable, or `default`. */
  readonly sources: Readonly<Record<OptionName, string>>;
  /** Each option's value in its own unit. */
  readonly values: Values;
  /** Where relative paths start. */
  readonly cwd: string;
}

/** Reads YAML and environment, the environment winning. @throws {ConfigurationError} listing every problem there is. */
export function loadConfiguration(given: LoadOptions): LoadedConfiguration {
  const cwd = given.cwd ?? process.cwd();
  const findings = [readFileFindings(given, cwd), readEnvironment(given.env)];
  const problems: ConfigurationProblem[] = findings.flatMap((found) => [...found.problems]);
  const values: Partial<Record<OptionName, unknown>> = Object.fromEntries(
    optionNames.map((name) => [name, options[name].default]),
  );
  const origins = new Map<OptionName, { key: string; source: string }>();
  for (const entry of findings.flatMap((found) => found.entries)) {
    const checked = checkEntry(entry);
    origins.set(entry.option, { key: entry.key, source: entry.source });
    if ('problem' in checked) {
      problems.push(checked.problem);
      delete values[entry.option];
    } else {
      values[entry.option] = checked.value;
    }
  }
  const origin: Origin = (name) => origins.get(name) ?? { key: name, source: 'default' };
  problems.push(...crossCheck(values as Partial<Values>, origin));
  if (problems.length > 0) throw new ConfigurationError(problems);
  const all = values as Values;
  return { configuration: assemble(all, cwd), sources: sourcesOf(origin), values: all, cwd };
}

function sourcesOf(origin: Origin): Record<OptionName, string> {
  const label = ({ key, source }: ReturnType<Origin>) => (source === 'environment' ? key : source);
  return Object.fromEntries(optionNames.map((name) => [name, label(origin(name))])) as Record<
    OptionName,
    string
  >;
}

function readFileFindings(given: LoadOptions, cwd: string): Findings {
  const readFile = given.readFile ?? ((path: string) => readFileSync(path, 'utf8'));
  const named = given.yamlPath ?? (given.env[CONFIG_VARIABLE] || undefined);
  const name = named ?? DEFAULT_FILE;
  try {
    return readYaml(readFile(resolve(cwd, name)), name);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Only a file that somebody named has to be there.
    if (named === undefined && code === 'ENOENT') return { entries: [], problems: [] };
    if (code === undefined) throw error;
    const key = named === undefined || given.yamlPath !== undefined ? name : CONFIG_VARIABLE;
    const source = key === CONFIG_VARIABLE ? 'environment' : name;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    return {
      entries: [],
      problems: [{ key, value: name, message: `names a configuration file that ${why}`, source }],
    };
  }
}
