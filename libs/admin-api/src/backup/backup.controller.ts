import { Body, Controller, Inject, Post } from '@nestjs/common';
import {
  type BackupManifest,
  type BackupRequest,
  backupManifestSchema,
  backupRequestSchema,
} from '#contracts';
import { BACKUP, BackupError, type BackupPort } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';

/** Copies of all data, into a directory of the server's machine: for those who are on it, as what is written there are its keys. */
@Controller('api/v1/backup')
export class BackupController {
  constructor(
    @Inject(BACKUP) private readonly backups: BackupPort,
    private readonly audit: AuditTrail,
  ) {}

  @Post()
  @Endpoint({
    role: 'admin',
    does: 'Copy database, journal and keys into a directory of the server’s machine; over the control socket only',
    answer: backupManifestSchema,
    controlSocketOnly: true,
    refuses: ['backup-failed'],
    changes: true,
  })
  write(
    @Body({ schema: backupRequestSchema }) { directory }: BackupRequest,
    @By() by: Caller,
  ): Promise<BackupManifest> {
    const intent = { by, action: 'backup', target: directory, detail: '' };
    return this.audit.perform(
      intent,
      async () => {
        try {
          return await this.backups.write(directory);
        } catch (error) {
          if (error instanceof BackupError) throw new ApiProblem('backup-failed', { detail: error.message });
          throw error;
        }
      },
      ({ files }) => `${files.length} files, ${files.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`,
    );
  }
}
