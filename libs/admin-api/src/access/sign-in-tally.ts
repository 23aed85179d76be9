import { Injectable } from '@nestjs/common';

/** Counted from 0: of what is not there, no rise can be seen. */
const EXPECTED = ['done', 'wrong-credentials', 'wrong-api-key', 'too-many-attempts'];

/** Counts sign-ins by how they went, for metrics: plain integers, read when metrics are collected. The outcomes are few:
 *  `done` and problem codes, never a name. */
@Injectable()
export class SignInTally {
  private readonly counts = new Map<string, number>(EXPECTED.map((outcome) => [outcome, 0]));

  count(outcome: string): void {
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
  }

  get byOutcome(): ReadonlyMap<string, number> {
    return this.counts;
  }
}
