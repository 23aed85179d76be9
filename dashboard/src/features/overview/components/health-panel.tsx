import { Link } from '@tanstack/react-router';
import type { Overview } from '#contracts';
import { Panel } from '../../../components/panel.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { useNodes } from '../../../lib/nodes.js';
import { useTelemetry } from '../../../lib/telemetry.js';
import { overviewText as text } from '../../../messages/index.js';
import { healthOf } from '../health.js';
import classes from './health-panel.module.css';

/** Stores, exporter, nodes and journal at a glance. */
export function HealthPanel({ overview }: { readonly overview: Overview }) {
  const nodes = useNodes().data?.items;
  const telemetry = useTelemetry().data;
  return (
    <Panel
      title={text.health.title}
      aside={
        <Link to="/nodes" className="dm-link">
          {text.health.nodes}
        </Link>
      }
    >
      <dl className={classes.list}>
        {healthOf({ overview, nodes, telemetry }).map(({ id, name, state, tone, detail }) => (
          <div key={id} className={classes.row} data-testid={`health-${id}`}>
            <dt>{name}</dt>
            <dd className={classes.state}>
              <ToneBadge tone={tone}>{state}</ToneBadge>
            </dd>
            <dd className={classes.detail}>{detail}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
