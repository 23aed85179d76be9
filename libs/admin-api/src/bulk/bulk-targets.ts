import { Inject, Injectable } from '@nestjs/common';
import { type BulkItem, type BulkRequest, type SessionView, sessionListing } from '#contracts';
import {
  ACCOUNT_STORE,
  type AccountStore,
  CLOCK,
  type Clock,
  SESSION_DIRECTORY,
  type SessionDirectory,
} from '#ports';
import { OwnJids } from '../accounts/own-jids.js';
import { ApiProblem } from '../problems/api-problem.js';
import { filterOrProblem } from '../problems/filter-or-problem.js';

/** One preview or job holds at most so many: an id is a pointer to what the registry holds anyway, 8 MB for all of them. */
const MOST = 1_000_000;
const PAGE = 500;

/** Whom a bulk action is about, as of now. */
@Injectable()
export class BulkTargets {
  constructor(
    @Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory,
    @Inject(ACCOUNT_STORE) private readonly accounts: AccountStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ownJids: OwnJids,
  ) {}

  /** @throws {ApiProblem} for a filter or a JID that is none, and when there are too many */
  async each(request: BulkRequest, visit: (item: BulkItem) => void): Promise<void> {
    let count = 0;
    const bounded = (item: BulkItem) => {
      if (++count > MOST) throw new ApiProblem('too-many-targets', { detail: `At most ${MOST} at a time.` });
      visit(item);
    };
    if (request.action === 'set-limit' || request.action === 'clear-limit')
      return this.#users(request, bounded);
    const filter = filterOrProblem(sessionListing, request.filter);
    const met = ({ id, user, resource, state }: SessionView): undefined => {
      bounded({ id, label: `${user}/${resource} (${state})` });
    };
    if (request.ids === undefined) return this.directory.scan(filter, met);
    const passes = sessionListing.matches(filter);
    for (const id of [...new Set(request.ids)].sort()) {
      const session = this.directory.find(id);
      if (session !== undefined && passes(session, this.clock.now())) met(session);
    }
  }

  /** In words. */
  about(request: BulkRequest): string {
    if (request.action === 'set-limit' || request.action === 'clear-limit') {
      if (request.users !== undefined) return `${request.users.length} users by name`;
      return request.search ? `accounts with ${request.search}` : 'all accounts';
    }
    const { ids, filter } = request;
    if (ids === undefined) return filter.length === 0 ? 'all sessions' : filter.join(' and ');
    return [`${ids.length} sessions by id`, ...filter].join(' and ');
  }

  async #users(
    { users, search }: { users?: string[] | undefined; search?: string | undefined },
    visit: (item: BulkItem) => void,
  ): Promise<void> {
    if (users !== undefined) {
      const named = new Set(users.map((jid) => this.ownJids.prepare(jid)));
      for (const id of named) visit({ id, label: id });
      return;
    }
    let after: string | undefined;
    do {
      const page = await this.accounts.list({ after, limit: PAGE, search });
      for (const { bareJid } of page.items) visit({ id: bareJid, label: bareJid });
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
}
