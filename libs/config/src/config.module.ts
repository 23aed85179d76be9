import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import type { Configuration } from './configuration.js';
import { ConfigurationChanges } from './configuration-changes.js';
import { LiveConfiguration } from './live-configuration.js';
import { namespaceFactories } from './namespaces.js';

/** Makes every area injectable everywhere. The configuration is loaded and checked before Nest starts, so that a wrong one never opens anything. */
@Module({})
export class DormouseConfigModule {
  /** @param given what was loaded, or the same kept alive: then its values can be changed while the server runs */
  static forRoot(given: Configuration | LiveConfiguration): DynamicModule {
    const live = given instanceof LiveConfiguration ? given : undefined;
    const configuration = live?.configuration ?? (given as Configuration);
    const nest = ConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      skipProcessEnv: true,
      load: namespaceFactories(configuration),
    });
    const providers = [
      { provide: ConfigurationChanges, useValue: live?.changes ?? new ConfigurationChanges() },
      ...(live === undefined ? [] : [{ provide: LiveConfiguration, useValue: live }]),
    ];
    return {
      module: DormouseConfigModule,
      global: true,
      imports: [nest],
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
