import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type NodeList, type NodeView, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { nodesQuery } from '../../../lib/nodes.js';

export interface Admission {
  readonly id: string;
  /** drain lets nobody new in, admit undoes it. */
  readonly action: 'drain' | 'admit';
  readonly reason: string;
}

export const changeAdmission = ({ id, action, reason }: Admission): Promise<NodeView> =>
  call(routes.nodes[action], { path: { id }, body: { reason } });

/** Drains a node or lets clients in again; what it answers shows at once. */
export function useAdmission() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeAdmission,
    onSuccess: (node) =>
      client.setQueryData<NodeList>(nodesQuery.queryKey, (list) =>
        list === undefined
          ? list
          : { items: list.items.map((known) => (known.id === node.id ? node : known)) },
      ),
    onSettled: () => client.invalidateQueries({ queryKey: nodesQuery.queryKey }),
  });
}
