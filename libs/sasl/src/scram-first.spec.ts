import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { ScramExchange } from './scram.js';

const start = () =>
  new ScramExchange('SCRAM-SHA-256', 'sha256', {
    domain: 'example.com',
    plaintextAllowed: false,
    installationSecret: 'secret of this installation',
  });
const receive = (text: string) => start().receive(Buffer.from(text));

describe('the first message', () => {
  it('is asked for by an empty challenge when there was none', () => {
    const exchange = start();
    expect(exchange.receive(null)).toEqual({ kind: 'challenge', data: Buffer.alloc(0) });
    expect(exchange.receive(Buffer.from('n,,n=user,r=abc')).kind).toBe('need-keys');
  });

  it('is not asked for twice', () => {
    const exchange = start();
    exchange.receive(null);
    expect(exchange.receive(null)).toMatchObject({ kind: 'failure', condition: 'malformed-request' });
  });

  it.each([
    ['y,,n=user,r=abc', 'user'],
    ['n,a=user@example.com,n=user,r=abc', 'user'],
    ['n,a=User@Example.COM,n=USER,r=abc', 'user'],
    ['n,,n=us=2Cer=3D,r=abc', 'us,er='],
    ['n,,n=I\u00ADX,r=abc', 'ix'], // SASLprep, then UsernameCaseMapped
    ['n,,n=user,r=abc,x=anything', 'user'],
  ])('%j is for %j', (text, username) => expect(receive(text)).toEqual({ kind: 'need-keys', username }));

  it.each([
    '',
    'n',
    'n,',
    'n,,',
    'n,,n=user',
    'n,,n=user,r=',
    'n,,n=,r=abc',
    'n,,r=abc,n=user',
    'n,,n=user,n=user,r=abc',
    'n,,n=user,r=abc,r=def',
    'n,,n=user,x=y,r=abc',
    'n,,m=ext,n=user,r=abc', // mandatory extension
    'n,,n=user,r=abc,m=ext',
    'n,,n=user,r=abc,',
    'n,,n=user,r=abc,x=',
    'n,,n=user,r=a c',
    'n,,n=user,r=\u00E5',
    'n,,n=us=er,r=abc',
    'n,,n=us=2cer,r=abc',
    'n,,n=us\0er,r=abc',
    'n,a=,n=user,r=abc',
    'n,user,n=user,r=abc',
    'x,,n=user,r=abc',
    'N,,n=user,r=abc',
    ',,n=user,r=abc',
    'p,,n=user,r=abc',
    'p=tls-unique,,n=user,r=abc', // -PLUS was not chosen
    ' n,,n=user,r=abc',
    '\uFEFFn,,n=user,r=abc',
    `n,,n=user,r=${'a'.repeat(9000)}`,
  ])('%j is malformed', (text) =>
    expect(receive(text)).toMatchObject({ kind: 'failure', condition: 'malformed-request' }),
  );

  it('must be UTF-8', () => {
    const broken = Buffer.concat([Buffer.from('n,,n='), Buffer.from([0xc3]), Buffer.from(',r=abc')]);
    expect(start().receive(broken)).toMatchObject({ kind: 'failure', condition: 'malformed-request' });
  });

  it.each(['other@example.com', 'user', 'user@example.net', 'user@example.com/phone', 'example.com'])(
    'may not be for %j',
    (authzid) =>
      expect(receive(`n,a=${authzid},n=user,r=abc`)).toMatchObject({ condition: 'invalid-authzid' }),
  );

  it.each(['us er', 'user@example.com', '\u265A', '\u00AD', '\u0007'])('%j is no user name', (name) =>
    expect(receive(`n,,n=${name},r=abc`)).toMatchObject({ condition: 'not-authorized' }),
  );
});
