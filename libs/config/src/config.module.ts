import type { DynamicModule } from '@nestjs/common';
import type { Configuration } from './configuration.js';
import { ConfigurationChanges } from './configuration-changes.js';
import { LiveConfiguration } from './live-configuration.js';
import { allNamespaces } from './namespaces.js';

/** One factory for each area, all reading the configuration that was loaded before Nest started. */
async function nestConfiguration(configuration: Configuration): Promise<DynamicModule> {
  const { ConfigModule, registerAs } = await import('@nestjs/config');
  return ConfigModule.forRoot({
    isGlobal: true,
    ignoreEnvFile: true,
    skipProcessEnv: true,
    load: allNamespaces.map(({ name }) => registerAs(name, () => configuration[name])),
  });
}

/**
 * Makes every area injectable everywhere. The configuration is loaded and checked before Nest starts, so that a wrong one never
 * opens anything. Nest is loaded by who makes the module only: the command line reads the same configuration without it.
 */
export class DormouseConfigModule {
  /** @param given what was loaded, or the same kept alive: then its values can be changed while the server runs */
  static forRoot(given: Configuration | LiveConfiguration): DynamicModule {
    const live = given instanceof LiveConfiguration ? given : undefined;
    const providers = [
      { provide: ConfigurationChanges, useValue: live?.changes ?? new ConfigurationChanges() },
      ...(live === undefined ? [] : [{ provide: LiveConfiguration, useValue: live }]),
    ];
    return {
      module: DormouseConfigModule,
      global: true,
      imports: [nestConfiguration(live?.configuration ?? (given as Configuration))],
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
