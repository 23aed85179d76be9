import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Page } from '../../../components/page.js';
import { useNodes } from '../../../lib/nodes.js';
import { nodesText as text } from '../../../messages/index.js';
import { NodeCard } from './node-card.js';

/** The processes of the server: how each fares, where it listens, whether it lets clients in. */
export function NodesPage() {
  const { data, error, refetch } = useNodes();
  return (
    <Page title={text.title} lead={text.lead}>
      {data !== undefined ? (
        data.items.map((node) => <NodeCard key={node.id} node={node} stale={error !== null} />)
      ) : error === null ? (
        <Loading lines={10} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
