import { Injectable } from '@nestjs/common';

/** What drives figures that are taken again and again; tests put their own in its place. */
@Injectable()
export class Sampling {
  /** Calls `sample` every `interval` ms until the returned function is called. Does not keep the process alive. */
  start(interval: number, sample: () => void): () => void {
    const timer = setInterval(sample, interval);
    timer.unref();
    return () => clearInterval(timer);
  }
}
