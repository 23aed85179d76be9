import { Inject, Injectable } from '@nestjs/common';
import { parseJid } from '#jid';
import { SESSION_DIRECTORY, type SessionDirectory } from '#ports';
import { ApiProblem } from '../problems/api-problem.js';

/** Turns what people type into the prepared bare JIDs (RFC 7622) that stores and limits are keyed by. */
@Injectable()
export class OwnJids {
  private domain: string | undefined;

  constructor(@Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory) {}

  /** The prepared form of a bare JID of our domain; undefined for everything else. */
  parse(text: string): string | undefined {
    // The domain cannot change while the process runs, so the overview is asked once.
    this.domain ??= this.directory.overview().domain;
    const jid = parseJid(text);
    if (jid === undefined || jid.local === null || jid.resource !== null) return undefined;
    return jid.domain === this.domain ? jid.bare : undefined;
  }

  /** Like {@link parse}, but refuses with `invalid-jid`. */
  prepare(text: string): string {
    const bareJid = this.parse(text);
    if (bareJid === undefined) {
      throw new ApiProblem('invalid-jid', {
        detail: `Accounts here look like name@${this.domain}, without a resource.`,
      });
    }
    return bareJid;
  }
}
