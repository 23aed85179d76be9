import { Injectable } from '@nestjs/common';
import {
  COST,
  hashOfNobody,
  hashPassword,
  isOutdated,
  type ScryptCost,
  verifyPassword,
} from './password-hash.js';

/** Passwords of dashboard accounts at today's cost; tests put cheaper ones in its place. */
@Injectable()
export class Passwords {
  readonly nobody: string;
  private readonly cost: ScryptCost;

  constructor(cost?: ScryptCost) {
    this.cost = cost ?? COST;
    this.nobody = hashOfNobody(this.cost);
  }

  hash(password: string): Promise<string> {
    return hashPassword(password, this.cost);
  }

  /** Takes as long for an account that is not there. */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const right = await verifyPassword(password, stored ?? this.nobody);
    return right && stored !== undefined;
  }

  isOutdated(stored: string): boolean {
    return isOutdated(stored, this.cost);
  }
}
