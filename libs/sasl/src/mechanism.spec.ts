import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { mechanisms, startExchange } from './mechanism.js';

const deps = { domain: 'example.com', installationSecret: 'x' };

describe('mechanisms', () => {
  it('are offered strongest first, PLAIN only where it may be', () => {
    expect(mechanisms({ plaintextAllowed: true })).toEqual(['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN']);
    expect(mechanisms({ plaintextAllowed: false })).toEqual(['SCRAM-SHA-256', 'SCRAM-SHA-1']);
  });

  it.each(['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'])('starts %s', (name) =>
    expect(startExchange(name, { ...deps, plaintextAllowed: true })?.mechanism).toBe(name),
  );

  it.each(['', 'plain', 'SCRAM-SHA-256-PLUS', 'ANONYMOUS', '__proto__', 'constructor'])(
    'does not start %j',
    (name) => expect(startExchange(name, { ...deps, plaintextAllowed: true })).toBeUndefined(),
  );

  it('does not start PLAIN where it was not offered', () =>
    expect(startExchange('PLAIN', { ...deps, plaintextAllowed: false })).toBeUndefined());

  it('lets each SCRAM use its own hash', () => {
    const proofs = ['SCRAM-SHA-256', 'SCRAM-SHA-1'].map((name) => {
      const exchange = startExchange(name, { ...deps, plaintextAllowed: false, nonce: () => 'b' });
      exchange?.receive(Buffer.from('n,,n=user,r=a'));
      exchange?.supply(undefined);
      return exchange?.receive(Buffer.from(`c=biws,r=ab,p=${Buffer.alloc(20).toString('base64')}`));
    });
    // Twenty bytes are a proof for SHA-1 and none for SHA-256.
    expect(proofs).toMatchObject([{ condition: 'malformed-request' }, { condition: 'not-authorized' }]);
  });

  it('makes a fresh nonce for each exchange', () => {
    const challenges = [1, 2].map(() => {
      const exchange = startExchange('SCRAM-SHA-256', { ...deps, plaintextAllowed: false });
      exchange?.receive(Buffer.from('n,,n=user,r=a'));
      const outcome = exchange?.supply(undefined);
      return outcome?.kind === 'challenge' ? outcome.data.toString() : '';
    });
    expect(challenges[0]).toMatch(/^r=a[!-+\--~]{24},s=/);
    expect(challenges[1]).not.toBe(challenges[0]);
  });
});
