import { Injectable } from '@nestjs/common';

/** What drives the live channel's ticks; tests put their own in its place and tick by hand. */
@Injectable()
export class LiveTicker {
  /** Calls `tick` every `interval` ms until the returned function is called. Does not keep the process alive. */
  start(interval: number, tick: () => void): () => void {
    const timer = setInterval(tick, interval);
    timer.unref();
    return () => clearInterval(timer);
  }
}
