import { describe, expect, it } from 'vitest';
import { Element, NS, serialize } from '#xml';
import { errorReply, iqResult } from './reply.js';
import { STANZA_CONDITIONS, type StanzaCondition } from './stanza-error.js';

const iq = () => {
  const el = new Element('iq', { xmlns: NS.client, id: 'i1', type: 'get', from: 'a@b/c', to: 'd@e' });
  el.c('query', 'urn:secret').t('payload');
  return el;
};
const shown = (el: Element | undefined) => el && serialize(el);

describe('errorReply', () => {
  it('swaps the addresses, keeps the id and echoes nothing', () => {
    expect(shown(errorReply(iq(), 'service-unavailable'))).toBe(
      "<iq xmlns='jabber:client' from='d@e' to='a@b/c' id='i1' type='error'>" +
        "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
    );
  });

  it('says what it is given', () => {
    const application = new Element('too-many', { xmlns: 'urn:x' });
    const options = { from: 'hollow', text: 'no <more>', type: 'wait', by: 'mouse', application } as const;
    expect(shown(errorReply(iq(), 'policy-violation', options))).toBe(
      "<iq xmlns='jabber:client' from='hollow' to='a@b/c' id='i1' type='error'>" +
        "<error type='wait' by='mouse'><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>" +
        "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='en'>no &lt;more&gt;</text><too-many xmlns='urn:x'/></error></iq>",
    );
  });

  it('names nobody where nobody was named', () => {
    const message = new Element('message', { xmlns: NS.client });
    expect(errorReply(message, 'bad-request')!.attrs).toEqual({ xmlns: NS.client, type: 'error' });
  });

  it.each([
    ['message', 'error'],
    ['presence', 'error'],
    ['iq', 'error'],
    ['iq', 'result'],
  ])('never answers %s of type %s', (name, type) => {
    expect(errorReply(new Element(name, { xmlns: NS.client, type }), 'bad-request')).toBeUndefined();
  });

  it('answers a message that calls itself a result', () => {
    expect(errorReply(new Element('message', { type: 'result' }), 'bad-request')).toBeDefined();
  });

  it.each(Object.entries(STANZA_CONDITIONS))('sends %s as %s', (condition, type) => {
    const error = errorReply(iq(), condition as StanzaCondition)!.getChild('error')!;
    expect(error.attrs).toEqual({ type });
    expect(error.getChild(condition, NS.stanzaErrors)).toBeDefined();
  });

  it('knows every condition of RFC 6120 §8.3.3', () => {
    expect(Object.keys(STANZA_CONDITIONS)).toHaveLength(22);
  });
});

describe('iqResult', () => {
  it('carries its child, or says a plain yes', () => {
    expect(shown(iqResult(iq(), new Element('query', { xmlns: 'urn:x' })))).toBe(
      "<iq xmlns='jabber:client' from='d@e' to='a@b/c' id='i1' type='result'><query xmlns='urn:x'/></iq>",
    );
    expect(shown(iqResult(iq()))).toBe(
      "<iq xmlns='jabber:client' from='d@e' to='a@b/c' id='i1' type='result'/>",
    );
  });
});
