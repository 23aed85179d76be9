import type { LiveConfiguration } from './live-configuration.js';
import { isLive } from './live-configuration.js';
import { isOptionName } from './options.js';
import { ConfigurationError } from './problem.js';

/**
 * Puts back what was set while the server ran before. What this version or this configuration does not allow any more is
 * left out: a value set from afar must not keep the server from starting. Answers a sentence for each of those.
 */
export function restoreSettings(
  live: LiveConfiguration,
  settings: readonly { readonly name: string; readonly value: unknown }[],
): string[] {
  return settings.flatMap(({ name, value }) => {
    const left = (why: string) => [`the setting ${name} is left out: ${why}`];
    if (!isOptionName(name)) return left('there is no such option');
    if (!isLive(name)) return left('it cannot be set while the server runs');
    try {
      live.set(name, live.check(name, value));
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError)
        return left(error.problems.map(({ key, message }) => `${key} ${message}`).join('; '));
      throw error;
    }
  });
}
