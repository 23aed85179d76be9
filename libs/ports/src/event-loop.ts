/** When things happen that need not happen now; a simulation has a loop of its own. */
export interface EventLoop {
  /** In the next round of the event loop, after what is running and all it has already caused. */
  soon(work: () => void): void;
  /** After `ms` milliseconds; does not keep the process alive. */
  after(ms: number, work: () => void): void;
}

/** Node's own. */
export const systemEventLoop: EventLoop = {
  soon: (work) => void setImmediate(work),
  after: (ms, work) => void setTimeout(work, ms).unref(),
};
