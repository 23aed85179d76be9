import { type ComponentType, Suspense, useEffect, useState } from 'react';
import { Later } from '../lib/later.js';
import { whenIdle } from '../lib/when-idle.js';
import { commonText } from '../messages/index.js';
import classes from './on-demand.module.css';

/** `wanted` shows it; from then on it stays, so that what was open can close in peace. */
type OnDemand<Props> = Props & { readonly wanted: boolean };

/**
 * What a page can be shown without: dialogs, drawers, what floats over it. Its code comes when the page stands and the browser is idle,
 * or at once where it is asked for before that. So a visit does not wait for what it may never open, and opening waits for nothing.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const later = new Later(load);
  return ({ wanted, ...props }: OnDemand<Props>) => (
    <Loaded later={later} wanted={wanted} props={props as unknown as Props} />
  );
}

interface LoadedProps<Props extends object> {
  readonly later: Later<Props>;
  readonly wanted: boolean;
  readonly props: Props;
}

function Loaded<Props extends object>({ later, wanted, props }: LoadedProps<Props>) {
  // One and the same while this is mounted: another would lose what was typed.
  const [Component, choose] = useState<ComponentType<Props> | null>(null);
  if (wanted && Component === null) choose(() => later.component);
  // What fails here is tried again when it is asked for.
  useEffect(() => whenIdle(() => void later.fetch().catch(() => {})), [later]);
  return Component === null ? null : (
    <Suspense fallback={<Coming />}>
      <Component {...props} />
    </Suspense>
  );
}

/** Told of a slow line only: it appears after a moment. */
function Coming() {
  return (
    <p role="status" className={classes.coming}>
      {commonText.loading}
    </p>
  );
}
