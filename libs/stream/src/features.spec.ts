import { describe, expect, it } from 'vitest';
import { type Element, isFault, parseFrame } from '#xml';
import { type FeatureSet, features } from './features.js';

const nothing: FeatureSet = {
  starttls: 'none',
  mechanisms: [],
  authenticated: false,
  maxBytes: 10_000,
  services: '',
};

function read(set: Partial<FeatureSet>): Element {
  const xml = features({ ...nothing, ...set }, true);
  const element = parseFrame(xml, { maxStanzaBytes: 10_000, maxDepth: 8, maxAttributes: 8 });
  if (isFault(element)) throw new Error(element.text);
  return element;
}

const names = (element: Element) =>
  element.getChildElements().map((child) => `${child.getNS()} ${child.name}`);

const TLS = 'urn:ietf:params:xml:ns:xmpp-tls starttls';
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl mechanisms';
const LIMITS = 'urn:xmpp:stream-limits:0 limits';
const SESSION = [
  'urn:ietf:params:xml:ns:xmpp-bind bind',
  'urn:ietf:params:xml:ns:xmpp-session session',
  'urn:xmpp:sm:3 sm',
  'urn:xmpp:sm:2 sm',
  'urn:xmpp:csi:0 csi',
  LIMITS,
];

describe('stream features (RFC 6120 §4.3.2)', () => {
  it('may be nothing but limits', () => {
    const element = read({});
    expect([element.getNS(), element.name]).toEqual(['http://etherx.jabber.org/streams', 'features']);
    expect(names(element)).toEqual([LIMITS]);
  });

  it('say that TLS is required, by a child (§5.4.1)', () => {
    const element = read({ starttls: 'required' });
    expect(names(element)).toEqual([TLS]);
    expect(
      element
        .getChild('starttls')
        ?.getChildElements()
        .map((child) => child.name),
    ).toEqual(['required']);
  });

  it('or that it is there', () => {
    const element = read({ starttls: 'optional', mechanisms: ['PLAIN'] });
    expect(names(element)).toEqual([TLS, SASL, LIMITS]);
    expect(element.getChild('starttls')?.getChildElements()).toEqual([]);
  });

  it('list mechanisms in order of preference (§6.3.3)', () => {
    const element = read({ mechanisms: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'] });
    expect(names(element)).toEqual([SASL, LIMITS]);
    const listed = element.getChild('mechanisms')?.getChildElements();
    expect(listed?.map((child) => [child.name, child.getText()])).toEqual([
      ['mechanism', 'SCRAM-SHA-256'],
      ['mechanism', 'SCRAM-SHA-1'],
      ['mechanism', 'PLAIN'],
    ]);
  });

  it('R1: stream management is offered with bind, both namespaces empty, and never before authentication', () => {
    expect(names(read({ authenticated: true }))).toEqual(SESSION);
    expect(names(read({ starttls: 'optional', mechanisms: ['PLAIN'] })).join()).not.toContain('urn:xmpp:sm:');
    const sm = read({ authenticated: true }).getChildren('sm');
    expect(sm.map((child) => child.children)).toEqual([[], []]);
  });

  it('mark the old session feature optional, so that new clients leave it out', () => {
    const session = read({ authenticated: true }).getChild('session');
    expect(session?.getChildElements().map((child) => child.name)).toEqual(['optional']);
  });

  it('tell the largest element that is taken (XEP-0478 §3.1), and promise nothing of idle streams', () => {
    const limits = read({ maxBytes: 262_144 }).getChild('limits', 'urn:xmpp:stream-limits:0');
    expect(limits?.getChildElements().map((child) => [child.name, child.getText()])).toEqual([
      ['max-bytes', '262144'],
    ]);
  });

  it('end with what services offer', () => {
    const caps = "<c xmlns='http://jabber.org/protocol/caps' ver='v'/>";
    expect(features({ ...nothing, services: caps }, true).endsWith(`${caps}</stream:features>`)).toBe(true);
  });

  it('rely on the stream for their prefix over TCP', () => {
    expect(features(nothing, false)).toMatch(/^<stream:features><limits .*<\/stream:features>$/);
  });
});
