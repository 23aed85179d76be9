import { Controller, Delete, Get, Param } from '@nestjs/common';
import type { Page, SignInView } from '#contracts';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { signInPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { By, type Caller, mayAct } from './caller.js';
import { type SignedIn, SignInSessions } from './sign-in-sessions.js';

/** Who is signed in to the dashboard: everyone sees and ends their own, an administrator all. */
@Controller('api/v1/sign-ins')
export class SignInsController {
  constructor(
    private readonly sessions: SignInSessions,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'List who is signed in, newest first: the own sign-ins, an administrator all',
    answer: signInPageSchema,
  })
  list(@By() by: Caller): Page<SignInView> {
    const items = this.visible(by).map((signedIn) => viewOf(signedIn, by));
    return { items, next: null, total: items.length };
  }

  @Delete(':id')
  @Endpoint({
    role: 'viewer',
    keys: false,
    does: 'Sign somebody out: the own sign-ins, an administrator all',
    status: 204,
    refuses: ['no-such-sign-in'],
    changes: true,
  })
  end(@Param('id') id: string, @By() by: Caller): Promise<void> {
    const found = this.visible(by).find((signedIn) => signedIn.id === id);
    const detail = found === undefined ? '' : `${found.username}, signed in from ${found.address}`;
    return this.audit.perform({ by, action: 'sign-in-end', target: id, detail }, async () => {
      if (found === undefined) throw new ApiProblem('no-such-sign-in');
      this.sessions.end(found.key);
    });
  }

  private visible(by: Caller): SignedIn[] {
    const all = this.sessions.list();
    return mayAct(by, 'admin') ? all : all.filter(({ username }) => username === by.username);
  }
}

function viewOf(
  { id, username, role, via, startedAt, lastSeenAt, address, agent, key }: SignedIn,
  by: Caller,
): SignInView {
  return { id, username, role, via, startedAt, lastSeenAt, address, agent, current: key === by.key };
}
