import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTraceAddress } from '../lib/telemetry.js';
import { tracesText as text } from '../messages/index.js';

/** To a trace as the server remembers it, and to the operator's trace viewer where there is one. */
export function TraceLink({
  traceId,
  children = text.trace,
}: {
  readonly traceId: string;
  readonly children?: string;
}) {
  return (
    <span className="dm-nowrap">
      <Link
        to="/traces/$traceId"
        params={{ traceId }}
        className="dm-link"
        preload={false}
        data-testid="trace-link"
      >
        {children}
      </Link>
      <TraceElsewhere traceId={traceId} />
    </span>
  );
}

/** The icon that leads to the operator's trace viewer; nothing where there is none. */
export function TraceElsewhere({ traceId }: { readonly traceId: string }) {
  const address = useTraceAddress(traceId);
  if (address === null) return null;
  return (
    <>
      {' '}
      <a
        href={address}
        target="_blank"
        rel="noreferrer"
        className="dm-link"
        aria-label={text.elsewhere}
        title={text.elsewhere}
        data-testid="trace-elsewhere"
      >
        <IconExternalLink size={14} aria-hidden="true" />
      </a>
    </>
  );
}
