import { Controller, Delete, Inject, Param } from '@nestjs/common';
import { type Forgotten, forgottenSchema } from '#contracts';
import { SESSION_STEERING, type SessionSteering } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { OwnJids } from '../accounts/own-jids.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';

/** Ended sessions of one user. */
@Controller('api/v1/users/:jid/old-sessions')
export class UserOldSessionsController {
  constructor(
    @Inject(SESSION_STEERING) private readonly steering: SessionSteering,
    private readonly ownJids: OwnJids,
    private readonly audit: AuditTrail,
  ) {}

  @Delete()
  @Endpoint({
    role: 'operator',
    does: 'Forget all ended sessions of a user: a late resume is then told nothing',
    answer: forgottenSchema,
    refuses: ['invalid-jid'],
    changes: true,
  })
  forgetAll(@Param('jid') jid: string, @By() by: Caller): Promise<Forgotten> {
    const bareJid = this.ownJids.prepare(jid);
    return this.audit.perform(
      { by, action: 'old-sessions-forget', target: bareJid, detail: '' },
      async () => ({
        forgotten: await this.steering.forgetOldOf(bareJid, by.username, 'all old sessions'),
      }),
      ({ forgotten }) => `done, ${forgotten}`,
    );
  }
}
