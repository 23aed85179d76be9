import { statfs } from 'node:fs/promises';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LiveConfiguration } from '#config';
import type { NodeView } from '#contracts';
import { Sampling } from './sampling.js';

/** ms */
const STRETCH = 10_000;

/** How full the disk is that the journal and the database are on. */
@Injectable()
export class DiskWatch implements OnModuleInit, OnModuleDestroy {
  figures: NodeView['disk'] = null;
  private stop: (() => void) | undefined;

  constructor(
    private readonly live: LiveConfiguration,
    private readonly sampling: Sampling,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stop = this.sampling.start(STRETCH, () => void this.look());
    await this.look();
  }

  onModuleDestroy(): void {
    this.stop?.();
  }

  async look(): Promise<void> {
    try {
      const { bsize, bavail, blocks } = await statfs(this.live.configuration.server.dataDir);
      // What only the administrator of the machine may still write is of no use here.
      this.figures = { free: bavail * bsize, total: blocks * bsize };
    } catch {
      this.figures = null;
    }
  }
}
