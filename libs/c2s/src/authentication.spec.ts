import { beforeAll, describe, expect, it } from 'vitest';
import type { Account, AccountStore } from '#ports';
import { deriveKeys, PasswordCheck, type ScramKeys } from '#sasl';
import { Element, NS } from '#xml';
import { Authentication } from './authentication.js';

let keys: ScramKeys;
beforeAll(async () => {
  keys = await deriveKeys('pencil', { iterations: 1 });
});

const deps = { domain: 'localhost', plaintextAllowed: true, installationSecret: 'secret' };

function scene({ disabled = false, broken = false } = {}) {
  const asked: string[] = [];
  const accounts = {
    find: async (bareJid: string): Promise<Account | undefined> => {
      asked.push(bareJid);
      if (broken) throw new Error('disk I/O error');
      if (bareJid !== 'romeo@localhost') return undefined;
      return { bareJid, keys, disabled, createdAt: 0, lastLoginAt: null };
    },
  } as Partial<AccountStore> as AccountStore;
  const passwords = new PasswordCheck({ clock: { monotonic: () => 0 }, iterations: 1 });
  return { asked, authentication: new Authentication(deps, accounts, passwords) };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const element = (name: string, text = '', mechanism?: string) =>
  new Element(name, { xmlns: NS.sasl, ...(mechanism === undefined ? {} : { mechanism }) }).t(text);
const plain = (user: string, password: string) => element('auth', base64(`\0${user}\0${password}`), 'PLAIN');

describe('authentication', () => {
  it('lets the right password in', async () => {
    const { authentication, asked } = scene();
    expect(await authentication.receive(plain('romeo', 'pencil'))).toEqual({
      kind: 'success',
      username: 'romeo',
      answer: "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
    });
    expect(asked).toEqual(['romeo@localhost']);
    expect(authentication).toMatchObject({ mechanism: 'PLAIN', username: 'romeo' });
  });

  it('answers a wrong password and an unknown user alike', async () => {
    const answers = [];
    for (const request of [plain('romeo', 'pen'), plain('tybalt', 'pencil')]) {
      const step = await scene().authentication.receive(request);
      expect(step).toMatchObject({ kind: 'failure', condition: 'not-authorized' });
      answers.push(step.answer);
    }
    expect(answers[0]).toBe(answers[1]);
  });

  it('tells a disabled account so only after the right password', async () => {
    const right = await scene({ disabled: true }).authentication.receive(plain('romeo', 'pencil'));
    expect(right).toMatchObject({ kind: 'failure', condition: 'account-disabled' });
    const wrong = await scene({ disabled: true }).authentication.receive(plain('romeo', 'pen'));
    expect(wrong).toMatchObject({ kind: 'failure', condition: 'not-authorized' });
  });

  it('leads through SCRAM: challenge, and nothing but a proof is taken', async () => {
    const { authentication } = scene();
    const first = await authentication.receive(element('auth', base64('n,,n=romeo,r=abc'), 'SCRAM-SHA-1'));
    expect(first).toMatchObject({
      kind: 'continue',
      answer: expect.stringMatching(/^<challenge [^>]*>\S+</),
    });
    const proofless = `c=biws,r=${/r=([^,]+)/.exec(decoded(first.answer))?.[1]},p=${base64('x'.repeat(20))}`;
    const final = await authentication.receive(element('response', base64(proofless)));
    expect(final).toMatchObject({ kind: 'failure', condition: 'not-authorized' });
  });

  it('begins anew with each <auth/>', async () => {
    const { authentication } = scene();
    await authentication.receive(element('auth', base64('n,,n=romeo,r=abc'), 'SCRAM-SHA-1'));
    expect((await authentication.receive(plain('romeo', 'pencil'))).kind).toBe('success');
  });

  it('can be aborted, after which there is nothing to respond to', async () => {
    const { authentication } = scene();
    await authentication.receive(element('auth', base64('n,,n=romeo,r=abc'), 'SCRAM-SHA-1'));
    const aborted = await authentication.receive(element('abort'));
    expect(aborted).toMatchObject({ kind: 'failure', condition: 'aborted' });
    const response = await authentication.receive(element('response', base64('c=biws')));
    expect(response).toMatchObject({ kind: 'failure', condition: 'malformed-request' });
  });

  it('reads an empty <auth/> as no initial response, an empty <response/> as an empty one', async () => {
    const { authentication } = scene();
    const asked = await authentication.receive(element('auth', '', 'PLAIN'));
    expect(asked).toMatchObject({ kind: 'continue' });
    const empty = await authentication.receive(element('response', ''));
    expect(empty).toMatchObject({ kind: 'failure', condition: 'malformed-request' });
  });

  it.each([
    ['an unknown mechanism', element('auth', '', 'X-OAUTH'), 'invalid-mechanism'],
    ['no mechanism', element('auth', ''), 'invalid-mechanism'],
    ['what is not base64', element('auth', '!!', 'PLAIN'), 'incorrect-encoding'],
    ['an element that is none of the exchange', element('success'), 'malformed-request'],
    ['a response to nothing', element('response', 'YQ=='), 'malformed-request'],
  ])('refuses %s', async (_, request, condition) => {
    expect(await scene().authentication.receive(request)).toMatchObject({ kind: 'failure', condition });
  });

  it('passes on that the store failed: nobody is taken for wrong', async () => {
    const { authentication } = scene({ broken: true });
    await expect(authentication.receive(plain('romeo', 'pencil'))).rejects.toThrow('disk I/O error');
  });
});

const decoded = (answer: string) => Buffer.from(/>([^<]*)</.exec(answer)?.[1] ?? '', 'base64').toString();
