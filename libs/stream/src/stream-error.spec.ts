import { describe, expect, it } from 'vitest';
import { type Element, isFault, parseFrame } from '#xml';
import { type StreamError, streamError } from './stream-error.js';

const NS = 'urn:ietf:params:xml:ns:xmpp-streams';
const STREAMS = 'http://etherx.jabber.org/streams';

/** As a WebSocket client reads it. */
function read(error: StreamError): Element {
  const element = parseFrame(streamError(error, true), {
    maxStanzaBytes: 10_000,
    maxDepth: 8,
    maxAttributes: 8,
  });
  if (isFault(element)) throw new Error(element.text);
  return element;
}

const names = (element: Element) =>
  element.getChildElements().map((child) => `${child.getNS()} ${child.name}`);

describe('stream errors (RFC 6120 §4.9.2)', () => {
  it('are a condition', () => {
    const error = read({ condition: 'conflict' });
    expect([error.getNS(), error.name]).toEqual([STREAMS, 'error']);
    expect(names(error)).toEqual([`${NS} conflict`]);
  });

  it('carry text for people after it, in English', () => {
    const error = read({ condition: 'policy-violation', text: 'slow down' });
    expect(names(error)).toEqual([`${NS} policy-violation`, `${NS} text`]);
    const text = error.getChild('text', NS);
    expect([text?.getText(), text?.attrs['xml:lang']]).toEqual(['slow down', 'en']);
  });

  it('R37: carry an application condition last', () => {
    const application = "<handled-count-too-high xmlns='urn:xmpp:sm:3' h='10' send-count='8'/>";
    const error = read({ condition: 'undefined-condition', text: 'too high', application });
    expect(names(error)).toEqual([
      `${NS} undefined-condition`,
      `${NS} text`,
      'urn:xmpp:sm:3 handled-count-too-high',
    ]);
  });

  it.each([
    ['markup', '<stream:stream> & </stream:error>', '<stream:stream> & </stream:error>'],
    ['the end of a CDATA section', 'a ]]> b', 'a ]]> b'],
    ['what XML cannot carry', 'a\u0000b\uffffc', 'a\ufffdb\ufffdc'],
  ])('text may hold %s', (_, text, arrives) => {
    expect(read({ condition: 'policy-violation', text }).getChildText('text', NS)).toBe(arrives);
  });

  it('rely on the stream for their prefix over TCP (RFC 7395 §3.3.3 is for frames)', () => {
    expect(streamError({ condition: 'reset' }, false)).toBe(
      `<stream:error><reset xmlns='${NS}'/></stream:error>`,
    );
  });
});
