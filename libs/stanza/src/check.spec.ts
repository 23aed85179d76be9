import { describe, expect, it } from 'vitest';
import { type Element, isFault, parseFrame } from '#xml';
import { checkInbound } from './check.js';

function stanza(xml: string): Element {
  const el = parseFrame(xml, { maxStanzaBytes: 1000, maxDepth: 64, maxAttributes: 64 });
  if (isFault(el)) throw new Error(el.text);
  return el;
}

describe('checkInbound', () => {
  it.each([
    "<iq id='1' type='get'><q/></iq>",
    "<iq id='1' type='set'> <q/>\n</iq>",
    "<iq id='' type='set'><q/></iq>",
    "<iq id='1' type='result'/>",
    "<iq id='1' type='result'><a/><b/></iq>",
    "<iq id='1' type='error'/>",
    '<message/>',
    "<message type='chat'/>",
    "<message type='never-heard-of'/>",
    '<presence/>',
    "<presence type='unavailable'/>",
    "<presence type='subscribe'/>",
    "<presence type='subscribed'/>",
    "<presence type='unsubscribe'/>",
    "<presence type='unsubscribed'/>",
    "<presence type='probe'/>",
    "<presence type='error'/>",
  ])('lets %s pass', (xml) => {
    expect(checkInbound(stanza(xml))).toBeUndefined();
  });

  it.each([
    ["<iq type='get'><q/></iq>", 'an iq must have an id'],
    ["<iq id='1'><q/></iq>", 'the type of an iq must be get, set, result or error'],
    ["<iq id='1' type='GET'><q/></iq>", 'the type of an iq must be get, set, result or error'],
    ["<iq id='1' type='get'/>", 'an iq of type get must have exactly one child'],
    ["<iq id='1' type='get'>text</iq>", 'an iq of type get must have exactly one child'],
    ["<iq id='1' type='set'><a/><b/></iq>", 'an iq of type set must have exactly one child'],
    ["<presence type='available'/>", 'unknown type of presence'],
    ["<presence type=''/>", 'unknown type of presence'],
  ])('refuses %s', (xml, text) => {
    expect(checkInbound(stanza(xml))).toEqual({ condition: 'bad-request', text });
  });
});
