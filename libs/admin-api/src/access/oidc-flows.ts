import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';

/** How long somebody may take at the provider. */
const LIFETIME = 600_000;
/** Anyone may begin one, so their number is bounded; the oldest goes. */
const MAX_FLOWS = 1000;

/** Somebody was sent to the provider and has not come back. */
export interface OidcFlow {
  readonly nonce: string;
  /** PKCE (RFC 7636 §4.1). */
  readonly verifier: string;
  readonly redirectUri: string;
}

interface Entry extends OidcFlow {
  readonly browserHash: string;
  readonly begun: number;
}

/** Sign-ins on their way to the provider and back, by `state`. Each is bound to the browser it began in: a link that signs
 *  somebody in as somebody else (login CSRF, RFC 9700 §4.7) comes without that browser's cookie. */
@Injectable()
export class OidcFlows {
  private readonly entries = new Map<string, Entry>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** `browser` goes into a cookie, the rest into the address of the provider. */
  begin(redirectUri: string): { state: string; browser: string; flow: OidcFlow } {
    const [state, browser, nonce, verifier] = [random(), random(), random(), random()];
    const flow = { nonce, verifier, redirectUri };
    this.entries.set(state, { ...flow, browserHash: hashOf(browser), begun: this.clock.monotonic() });
    const oldest = this.entries.keys().next().value;
    if (this.entries.size > MAX_FLOWS && oldest !== undefined) this.entries.delete(oldest);
    return { state, browser, flow };
  }

  /** Once: whoever comes back a second time with the same state gets nothing. */
  finish(state: string, browser: string | undefined): OidcFlow | undefined {
    const entry = this.entries.get(state);
    this.entries.delete(state);
    if (entry === undefined || browser === undefined) return undefined;
    if (this.clock.monotonic() - entry.begun >= LIFETIME) return undefined;
    return entry.browserHash === hashOf(browser) ? entry : undefined;
  }
}

const random = (): string => randomBytes(32).toString('base64url');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
