import { createHash, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { CLOCK, type Clock, OPERATOR_STORE, type Operator, type OperatorStore } from '#ports';
import { ApiProblem } from '../problems/api-problem.js';

/** RFC 6238 §4: what every authenticator knows; others it may take for these. */
const KIND = { issuer: 'Dormouse', algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** One step to either side: clocks differ, and people type slowly (RFC 6238 §5.2). */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** 16 of 32 are 80 bits: too many to try even with the hashes at hand. */
const RECOVERY_LENGTH = 16;
const RECOVERY_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** One-time codes of an authenticator, as a second factor of dashboard accounts (RFC 6238). */
@Injectable()
export class SecondFactors {
  constructor(
    @Inject(OPERATOR_STORE) private readonly operators: OperatorStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A new secret, on trial until a code confirms it; answers what an authenticator needs. */
  async offer({ username, secondFactor }: Operator): Promise<{ secret: string; uri: string }> {
    if (secondFactor?.confirmed) throw new ApiProblem('second-factor-exists');
    const secret = new Secret({ size: 20 });
    const factor = { secret: secret.base32, confirmed: false, lastStep: -1, recoveryHashes: [] };
    await this.operators.setSecondFactor(username, factor);
    return { secret: secret.base32, uri: new TOTP({ ...KIND, label: username, secret }).toString() };
  }

  /** From now on sign-in asks for codes; answers the recovery codes. */
  async confirm({ username, secondFactor }: Operator, code: string): Promise<string[]> {
    if (secondFactor === null) throw new ApiProblem('no-second-factor');
    if (secondFactor.confirmed) throw new ApiProblem('second-factor-exists');
    const step = this.stepOf(secondFactor.secret, code);
    if (step === undefined) throw new ApiProblem('wrong-code');
    const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    const recoveryHashes = codes.map(hashOf);
    await this.operators.setSecondFactor(username, {
      ...secondFactor,
      confirmed: true,
      lastStep: step,
      recoveryHashes,
    });
    return codes;
  }

  /** Whether this code opens the door; no code does so twice. */
  async takes({ username, secondFactor }: Operator, code: string): Promise<boolean> {
    if (secondFactor === null) return false;
    const step = this.stepOf(secondFactor.secret, code);
    if (step !== undefined) return this.operators.useStep(username, step);
    return this.operators.useRecoveryCode(username, hashOf(code));
  }

  /** The time step that the code belongs to. */
  private stepOf(secret: string, code: string): number | undefined {
    const timestamp = this.clock.now();
    const totp = new TOTP({ ...KIND, secret: Secret.fromBase32(secret) });
    const delta = totp.validate({ token: code.trim(), timestamp, window: WINDOW });
    return delta === null ? undefined : totp.counter({ timestamp }) + delta;
  }
}

function recoveryCode(): string {
  const letters = Array.from(
    { length: RECOVERY_LENGTH },
    () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)],
  );
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** However it was typed. */
function hashOf(code: string): string {
  return createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest('base64url');
}
