import 'reflect-metadata';
import { Inject, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { DormouseConfigModule } from './config.module.js';
import type { SmacksConfig } from './configuration.js';
import { loadConfiguration } from './load.js';
import * as namespaces from './namespaces.js';

@Injectable()
class Sleeper {
  constructor(@Inject(namespaces.smacksNamespace.KEY) readonly config: SmacksConfig) {}
}

@Module({ providers: [Sleeper] })
class SleeperModule {}

describe('DormouseConfigModule', () => {
  it('makes every area injectable in modules that do not import it', async () => {
    const env = { SMACKS_HIBERNATION_TIME: '7' };
    const { configuration } = loadConfiguration({ env, cwd: '/srv', readFile: () => '' });
    const module = await Test.createTestingModule({
      imports: [DormouseConfigModule.forRoot(configuration), SleeperModule],
    }).compile();
    expect(module.get(Sleeper).config).toEqual(configuration.smacks);
    expect(module.get(namespaces.SERVER_CONFIG)).toEqual(configuration.server);
    expect(module.get(namespaces.C2S_CONFIG)).toEqual(configuration.c2s);
    expect(module.get(namespaces.HTTP_CONFIG)).toEqual(configuration.http);
    expect(module.get(namespaces.TELEMETRY_CONFIG)).toEqual(configuration.telemetry);
    await module.close();
  });
});
