import { describe, expect, it } from 'vitest';
import { type Element, isFault, parseFrame } from '#xml';
import { bindResult, readBind } from './binding.js';

function parse(xml: string): Element {
  const element = parseFrame(xml, { maxStanzaBytes: 100_000, maxDepth: 64, maxAttributes: 64 });
  if (isFault(element)) throw new Error(element.text);
  return element;
}

const iq = (inside: string, attrs = "type='set' id='b1'") =>
  parse(`<iq xmlns='jabber:client' ${attrs}>${inside}</iq>`);
const bind = (inside = '') => `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>${inside}</bind>`;

describe('a bind request', () => {
  it('may leave the resource to us', () => {
    for (const inside of ['', '<resource/>', '<resource> </resource>'])
      expect(readBind(iq(bind(inside)))).toEqual({ kind: 'bind', resource: undefined });
  });

  it('is prepared', () => {
    const request = readBind(iq(bind('<resource>  bal\u00a0cony </resource>')));
    expect(request).toEqual({ kind: 'bind', resource: 'bal cony' });
  });

  it('is refused with bad-request where RFC 7622 knows no such resource', () => {
    const request = readBind(iq(bind(`<resource>${'x'.repeat(1024)}</resource>`)));
    expect(request).toMatchObject({ kind: 'refused', answer: expect.stringContaining('<bad-request ') });
    expect(request).toMatchObject({ answer: expect.stringContaining("id='b1'") });
  });

  it.each(["type='get' id='b1'", "type='set'"])('is refused with %s', (attrs) => {
    expect(readBind(iq(bind(), attrs))).toMatchObject({ kind: 'refused' });
  });

  it('of a type that may not be answered gets no answer', () => {
    expect(readBind(iq(bind(), "type='error' id='b1'"))).toEqual({ kind: 'refused', answer: '' });
  });

  it('is nothing else', () => {
    expect(readBind(iq("<ping xmlns='urn:xmpp:ping'/>"))).toBeUndefined();
    expect(readBind(iq('<bind/>'))).toBeUndefined();
    expect(readBind(parse(`<message xmlns='jabber:client'>${bind()}</message>`))).toBeUndefined();
  });

  it('is answered with the full JID', () => {
    expect(bindResult(iq(bind()), 'romeo@localhost/<balcony>')).toBe(
      "<iq xmlns='jabber:client' id='b1' type='result'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>" +
        '<jid>romeo@localhost/&lt;balcony&gt;</jid></bind></iq>',
    );
  });
});
