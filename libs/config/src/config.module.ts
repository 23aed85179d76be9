import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import type { Configuration } from './configuration.js';
import { ConfigurationChanges } from './configuration-changes.js';
import { namespaceFactories } from './namespaces.js';

/** Makes every area injectable everywhere. The configuration is loaded and checked before Nest starts, so that a wrong one never opens anything. */
@Module({})
export class DormouseConfigModule {
  /** @param changes told when values in it change; nobody tells them unless given */
  static forRoot(configuration: Configuration, changes = new ConfigurationChanges()): DynamicModule {
    const nest = ConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      skipProcessEnv: true,
      load: namespaceFactories(configuration),
    });
    const providers = [{ provide: ConfigurationChanges, useValue: changes }];
    return {
      module: DormouseConfigModule,
      global: true,
      imports: [nest],
      providers,
      exports: [ConfigurationChanges],
    };
  }
}
