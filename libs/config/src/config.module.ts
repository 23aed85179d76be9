import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import type { Configuration } from './configuration.js';
import { namespaceFactories } from './namespaces.js';

/** Makes every area injectable everywhere. The configuration is loaded and checked before Nest starts, so that a wrong one never opens anything. */
@Module({})
export class DormouseConfigModule {
  static forRoot(configuration: Configuration): DynamicModule {
    const nest = ConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      skipProcessEnv: true,
      load: namespaceFactories(configuration),
    });
    return { module: DormouseConfigModule, imports: [nest] };
  }
}
