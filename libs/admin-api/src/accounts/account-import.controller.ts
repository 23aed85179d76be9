import { Body, Controller, Inject, Post } from '@nestjs/common';
import { type ImportAccounts, type ImportResult, importAccountsSchema, importResultSchema } from '#contracts';
import { ACCOUNT_STORE, type AccountStore, type ScramKeys } from '#ports';
import { By, type Caller } from '../access/caller.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { ApiProblem } from '../problems/api-problem.js';
import { checkKeys } from './new-keys.js';
import { OwnJids } from './own-jids.js';

/** A chunk of a bulk import: all of it is fit to be stored, or none of it is. */
@Controller('api/v1/accounts/import')
export class AccountImportController {
  constructor(
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    private readonly ownJids: OwnJids,
    private readonly audit: AuditTrail,
  ) {}

  @Post()
  @Endpoint({
    role: 'admin',
    does: 'Add up to 1000 accounts whose SCRAM keys are derived already; existing ones stay as they are',
    answer: importResultSchema,
    refuses: ['invalid-jid', 'keys-not-usable'],
    changes: true,
  })
  import(
    @Body({ schema: importAccountsSchema }) { accounts }: ImportAccounts,
    @By() by: Caller,
  ): Promise<ImportResult> {
    const intent = {
      by,
      action: 'account-import',
      target: `${accounts.length} accounts`,
      detail: '',
    };
    return this.audit.perform(
      intent,
      async () => {
        const { fresh, repeated } = this.prepared(accounts);
        const { existing } = await this.accounts.add(
          [...fresh].map(([bareJid, keys]) => ({ bareJid, keys })),
        );
        return { added: fresh.size - existing.length, existing: [...existing, ...repeated] };
      },
      ({ added, existing }) => `added ${added}, existed ${existing.length}`,
    );
  }

  /** The first of several lines for one account counts; the others exist already by the time they would be added. */
  private prepared(accounts: ImportAccounts['accounts']): {
    fresh: Map<string, ScramKeys>;
    repeated: string[];
  } {
    const fresh = new Map<string, ScramKeys>();
    const repeated: string[] = [];
    const badJids: { path: string; message: string }[] = [];
    const badKeys: { path: string; message: string }[] = [];
    for (const [i, { jid, keys }] of accounts.entries()) {
      const bareJid = this.ownJids.parse(jid);
      if (bareJid === undefined)
        badJids.push({ path: `accounts.${i}.jid`, message: `${jid} is not an account of this server` });
      else if (!checkKeys(keys))
        badKeys.push({
          path: `accounts.${i}.keys`,
          message: 'not base64 keys of SCRAM-SHA-1 and SCRAM-SHA-256',
        });
      else if (fresh.has(bareJid)) repeated.push(bareJid);
      else fresh.set(bareJid, keys);
    }
    if (badJids.length > 0) throw new ApiProblem('invalid-jid', { errors: badJids });
    if (badKeys.length > 0) throw new ApiProblem('keys-not-usable', { errors: badKeys });
    return { fresh, repeated };
  }
}
