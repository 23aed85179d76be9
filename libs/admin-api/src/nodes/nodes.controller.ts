import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  type Drain,
  drainSchema,
  type NodeList,
  type NodeView,
  nodeListSchema,
  nodeViewSchema,
} from '#contracts';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { ThisNode } from './this-node.js';

/** The processes of the server; there is one. */
@Controller('api/v1/nodes')
export class NodesController {
  constructor(
    private readonly node: ThisNode,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({ role: 'viewer', does: 'List the processes of the server', answer: nodeListSchema })
  list(): NodeList {
    return { items: [this.node.view()] };
  }

  @Get(':id')
  @Endpoint({ role: 'viewer', does: 'One process', answer: nodeViewSchema, refuses: ['no-such-node'] })
  one(@Param('id') id: string): NodeView {
    this.known(id);
    return this.node.view();
  }

  @Post(':id/drain')
  @Endpoint({
    role: 'admin',
    keys: true,
    does: 'Let no client in any more; what is connected and what sleeps stays',
    answer: nodeViewSchema,
    refuses: ['no-such-node', 'wrong-node-state'],
    changes: true,
  })
  drain(
    @Param('id') id: string,
    @Body({ schema: drainSchema }) { reason }: Drain,
    @By() by: Caller,
  ): Promise<NodeView> {
    return this.perform(id, 'node-drain', reason, by, () => this.node.drain());
  }

  @Post(':id/admit')
  @Endpoint({
    role: 'admin',
    keys: true,
    does: 'Let clients in again after a drain',
    answer: nodeViewSchema,
    refuses: ['no-such-node', 'wrong-node-state'],
    changes: true,
  })
  admit(
    @Param('id') id: string,
    @Body({ schema: drainSchema }) { reason }: Drain,
    @By() by: Caller,
  ): Promise<NodeView> {
    return this.perform(id, 'node-admit', reason, by, () => this.node.admit());
  }

  private perform(
    id: string,
    action: string,
    detail: string,
    by: Caller,
    act: () => boolean,
  ): Promise<NodeView> {
    const before = this.node.view().state;
    const after = action === 'node-drain' ? 'draining' : 'ready';
    return this.audit.perform({ by, action, target: id, detail, before, after }, async () => {
      this.known(id);
      if (!act()) throw new ApiProblem('wrong-node-state', { detail: `The node is ${before}.` });
      return this.node.view();
    });
  }

  private known(id: string): void {
    if (id !== this.node.id) throw new ApiProblem('no-such-node');
  }
}
