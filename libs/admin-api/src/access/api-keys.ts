import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { NewApiKey } from '#contracts';
import { API_KEY_STORE, type ApiKey, type ApiKeyStore, CLOCK, type Clock } from '#ports';
import { ApiProblem } from '../problems/api-problem.js';
import type { Caller } from './caller.js';
import { SignInBrake } from './sign-in-brake.js';
import { SignInTally } from './sign-in-tally.js';
import { tooManyAttempts } from './too-many-attempts.js';

const PREFIX = 'dmk_';
const DAY = 86_400_000;
/** Last use is told to the minute: a busy key must not write to the database with every request. */
const USE_PRECISION = 60_000;

/** What follows `Authorization: Bearer` (RFC 6750 §2.1). */
export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Keys by which programs call the API. */
@Injectable()
export class ApiKeys {
  private readonly logger = new Logger('ApiKeys');

  constructor(
    @Inject(API_KEY_STORE) private readonly store: ApiKeyStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly brake: SignInBrake,
    private readonly tally: SignInTally,
  ) {}

  /** The key itself is in the answer and nowhere else. */
  async make({ name, role, days }: NewApiKey, createdBy: string): Promise<{ key: string; row: ApiKey }> {
    const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
    const createdAt = this.clock.now();
    const row: ApiKey = {
      id: randomBytes(9).toString('base64url'),
      hash: hashOf(key),
      ...{ name, role, createdBy, createdAt },
      expiresAt: createdAt + days * DAY,
      lastUsedAt: null,
      lastAddress: null,
    };
    if (!(await this.store.add(row))) throw new ApiProblem('api-key-exists');
    return { key, row };
  }

  /** Who calls with this key. Wrong ones count against their address, as wrong passwords do; a right one is let past that lock, for
   *  256 bits are not guessed and a neighbour's mistake must not stop it. */
  async callerOf(key: string, address: string): Promise<Caller> {
    const found = await this.store.findByHash(hashOf(key));
    const now = this.clock.now();
    if (found === undefined || found.expiresAt <= now) throw this.refusal(address);
    this.noteUse(found, now, address);
    const { name, role } = found;
    return { username: `key:${name}`, role, rights: [], via: 'key', csrfToken: '', key: null, address };
  }

  private refusal(address: string): ApiProblem {
    const waitFor = this.brake.lockOfAddress(address);
    this.tally.count(waitFor > 0 ? 'too-many-attempts' : 'wrong-api-key');
    if (waitFor > 0) return tooManyAttempts(waitFor);
    this.brake.failed(address);
    return new ApiProblem('wrong-api-key');
  }

  private noteUse({ id, lastUsedAt, lastAddress }: ApiKey, now: number, address: string): void {
    if (lastUsedAt !== null && now - lastUsedAt < USE_PRECISION && lastAddress === address) return;
    this.store.recordUse(id, now, address).catch((error: unknown) => {
      this.logger.warn(`last use of an API key could not be written: ${String(error)}`);
    });
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
