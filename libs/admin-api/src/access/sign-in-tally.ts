import { Injectable } from '@nestjs/common';

/** Counts sign-ins by how they went, for metrics: plain integers, read when metrics are collected. The outcomes are few:
 *  `done` and problem codes, never a name. */
@Injectable()
export class SignInTally {
  private readonly counts = new Map<string, number>();

  count(outcome: string): void {
    this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + 1);
  }

  get byOutcome(): ReadonlyMap<string, number> {
    return this.counts;
  }
}
