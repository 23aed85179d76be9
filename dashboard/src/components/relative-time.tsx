import { formatExact, formatRelative } from '../lib/format-time.js';
import { useServerTime } from '../lib/live.js';

/** How long ago, kept current; the exact time on hover. `at` is ms by the server's clock. */
export function RelativeTime({ at }: { readonly at: number }) {
  const text = useServerTime((now) => formatRelative(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)} className="dm-nowrap">
      {text}
    </time>
  );
}
