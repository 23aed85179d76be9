import { Element } from 'ltx';
import { expect, it } from 'vitest';
import type { H } from '#stream-management';
import { Handling } from './handling.js';
import type { Session } from './session.js';

const of = (attributes: Record<string, string>) =>
  new Handling({} as Session, 1 as H, new Element('message', attributes));

it('a stanza is known again whatever was stamped on it when it came first', () => {
  const stamped = of({ id: 'm1', from: 'romeo@localhost/balcony', 'xml:lang': 'en' });
  expect(of({ id: 'm1' }).fingerprint).toBe(stamped.fingerprint);
  expect(of({ id: 'm2' }).fingerprint).not.toBe(stamped.fingerprint);
});

it('whether it has an id is told', () => {
  expect(of({ id: 'm1' }).named).toBe(true);
  expect(of({}).named).toBe(false);
});
