import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { Sampling } from './sampling.js';

/** ms */
const STRETCH = 10_000;
/** A minute of them. */
const STRETCHES = 6;
const RESOLUTION = 20;
const NANOS = 1e6;

interface Stretch {
  /** Processor time, ms. */
  readonly used: number;
  readonly wall: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** How busy this process has been in the last minute. */
@Injectable()
export class ProcessWatch implements OnModuleInit, OnModuleDestroy {
  private readonly delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  private readonly stretches: Stretch[] = [];
  private since: number;
  private used = processorTime();
  private stop: (() => void) | undefined;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sampling: Sampling,
  ) {
    this.since = clock.monotonic();
  }

  onModuleInit(): void {
    this.delay.enable();
    this.stop = this.sampling.start(STRETCH, () => this.turn());
  }

  onModuleDestroy(): void {
    this.stop?.();
    this.delay.disable();
  }

  /** Ends the present stretch. */
  turn(): void {
    this.stretches.push(this.present());
    if (this.stretches.length > STRETCHES) this.stretches.shift();
    this.since = this.clock.monotonic();
    this.used = processorTime();
    this.delay.reset();
  }

  /** `cpu` as a share of one core; delays in ms, the worst of the ten-second stretches. */
  figures(): { cpu: number; loopDelay: { p50: number; p99: number; max: number } } {
    const all = [...this.stretches, this.present()];
    const sum = (of: (one: Stretch) => number) => all.reduce((total, one) => total + of(one), 0);
    const worst = (of: (one: Stretch) => number) => Math.max(...all.map(of));
    const wall = sum(({ wall }) => wall);
    return {
      cpu: wall > 0 ? sum(({ used }) => used) / wall : 0,
      loopDelay: { p50: worst(({ p50 }) => p50), p99: worst(({ p99 }) => p99), max: worst(({ max }) => max) },
    };
  }

  private present(): Stretch {
    // The monitor measures from look to look; before its first look it has nothing to say.
    const of = (nanos: number) => (this.delay.count === 0 ? 0 : Math.max(0, nanos / NANOS - RESOLUTION));
    return {
      used: processorTime() - this.used,
      wall: this.clock.monotonic() - this.since,
      p50: of(this.delay.percentile(50)),
      p99: of(this.delay.percentile(99)),
      max: of(this.delay.max),
    };
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
