/** Where the browser cannot tell when it is idle (Safari), it probably is after so long, ms. */
const PROBABLY = 1500;

/** Does something once the browser has nothing better to do. What is returned calls it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(work);
    return () => cancelIdleCallback(idle);
  }
  const timer = setTimeout(work, PROBABLY);
  return () => clearTimeout(timer);
}
