import type { WireHandler } from '../wire.js';

/** Hears everything and does nothing. */
export const silentHandler: WireHandler = {
  received: () => undefined,
  header: () => undefined,
  element: () => undefined,
  closed: () => undefined,
  fault: () => undefined,
  gone: () => undefined,
  drained: () => undefined,
  secured: () => undefined,
};
