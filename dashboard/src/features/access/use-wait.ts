import { useState } from 'react';
import { useServerTime } from '../../lib/live.js';

export interface Wait {
  /** Whole seconds left, 0 when there is nothing to wait for. */
  readonly seconds: number;
  readonly begin: (seconds: number) => void;
  readonly end: () => void;
}

/** Counts down, by this machine's clock: before sign-in no other is known. */
export function useWait(clock: () => number = Date.now): Wait {
  const [wait, setWait] = useState<{ readonly until: number; readonly whole: number } | null>(null);
  const seconds = useServerTime((now) =>
    wait === null ? 0 : Math.min(wait.whole, Math.max(0, Math.ceil((wait.until - now) / 1000))),
  );
  return {
    seconds,
    begin: (whole) => setWait({ until: clock() + whole * 1000, whole }),
    end: () => setWait(null),
  };
}
