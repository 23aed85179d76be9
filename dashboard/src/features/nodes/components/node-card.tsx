import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NodeView } from '#contracts';
import { onDemand } from '../../../components/on-demand.js';
import { type Tone, ToneBadge } from '../../../components/tone-badge.js';
import { useMay } from '../../../lib/identity.js';
import { nodesText as text } from '../../../messages/index.js';
import classes from './node-card.module.css';
import { NodeFacts } from './node-facts.js';

const AdmissionDialog = onDemand(() =>
  import('./admission-dialog.js').then((loaded) => loaded.AdmissionDialog),
);

const tones: Record<NodeView['state'], Tone> = { starting: 'calm', ready: 'good', draining: 'ending' };

interface NodeCardProps {
  readonly node: NodeView;
  /** The last answer is missing: what is shown is from before. */
  readonly stale: boolean;
}

/** One process with everything that is told of it, and the way to drain it. */
export function NodeCard({ node, stale }: NodeCardProps) {
  const admin = useMay('admin');
  const [asked, setAsked] = useState<'drain' | 'admit' | null>(null);
  const draining = node.state === 'draining';
  return (
    <article
      className={classes.card}
      aria-labelledby={`node-${node.id}`}
      data-testid="node"
      data-state={node.state}
    >
      <header className={classes.head}>
        <div>
          <h2 className={classes.name} id={`node-${node.id}`}>
            {node.name}
          </h2>
          <p className={classes.version}>{text.version(node.version, node.runtime, node.pid)}</p>
        </div>
        <span className={classes.state} role="status">
          <ToneBadge tone={tones[node.state]} data-testid="node-state">
            {text.state[node.state]}
          </ToneBadge>
          {stale ? <span className={classes.stale}>{text.stale}</span> : null}
        </span>
        {admin ? (
          <Button
            variant={draining ? 'filled' : 'default'}
            size="sm"
            disabled={node.state === 'starting'}
            onClick={() => setAsked(draining ? 'admit' : 'drain')}
            data-testid={draining ? 'node-admit' : 'node-drain'}
          >
            {draining ? text.admit : text.drain}
          </Button>
        ) : null}
      </header>
      {draining ? (
        <p className={classes.notice} data-testid="draining-notice">
          {text.drainingMeans}
        </p>
      ) : null}
      <NodeFacts node={node} />
      <AdmissionDialog wanted={asked !== null} node={node} action={asked} onClose={() => setAsked(null)} />
    </article>
  );
}
