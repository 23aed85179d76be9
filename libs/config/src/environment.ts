import type { Entry, Findings } from './entry.js';
import { nearestVariable } from './nearest.js';
import { environmentName } from './option.js';
import { optionNames } from './options.js';
import type { ConfigurationProblem } from './problem.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names the YAML file; not an option itself. */
export const CONFIG_VARIABLE = 'DORMOUSE_CONFIG';

const byVariable = new Map(optionNames.map((name) => [environmentName(name), name]));

/**
 * Reads the options from environment variables. An empty variable counts as unset: compose files and units pass
 * variables on that way. Anything else of ours that is not known is a problem, in lower case too.
 */
export function readEnvironment(env: Environment): Findings {
  const entries: Entry[] = [];
  const problems: ConfigurationProblem[] = [];
  for (const [key, raw] of Object.entries(env)) {
    if (key === CONFIG_VARIABLE || !/^(dormouse|smacks)_/i.test(key)) continue;
    const option = byVariable.get(key);
    if (option === undefined) {
      const message = `is not an option; the nearest one is ${nearestVariable(key)}`;
      problems.push({ key, message, source: 'environment' });
    } else if (raw !== undefined && raw !== '') {
      entries.push({ option, raw, key, source: 'environment' });
    }
  }
  return { entries, problems };
}
