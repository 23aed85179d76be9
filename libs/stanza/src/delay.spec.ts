import { describe, expect, it } from 'vitest';
import { Element, isFault, NS, parseFrame, serialize } from '#xml';
import { hasDelay, withDelay } from './delay.js';

const AT = Date.UTC(2002, 8, 10, 23, 8, 25);
const DELAY = "<delay xmlns='urn:xmpp:delay' from='hollow.example' stamp='2002-09-10T23:08:25.000Z'/>";

describe('withDelay', () => {
  it.each([
    ['<presence/>', `<presence>${DELAY}</presence>`],
    ["<message to='a/b'/>", `<message to='a/b'>${DELAY}</message>`],
    ['<message><body>x</body></message>', `<message><body>x</body>${DELAY}</message>`],
    ['<message><body/></message>', `<message><body/>${DELAY}</message>`],
    ['<message></message>', `<message>${DELAY}</message>`],
    ['<message><message>x</message></message>', `<message><message>x</message>${DELAY}</message>`],
  ])('makes it the last child of %s', (xml, stamped) => {
    expect(withDelay(xml, 'hollow.example', AT)).toBe(stamped);
  });

  it('is not misled by what our serializer wrote into text and values', () => {
    const el = new Element('message', { xmlns: NS.client, id: "'/>" }).t('</message>/>');
    const stamped = parseFrame(withDelay(serialize(el), "<'&", AT + 7), {
      maxStanzaBytes: 1000,
      maxDepth: 64,
      maxAttributes: 64,
    });
    if (isFault(stamped)) throw new Error(stamped.text);
    expect(stamped.attrs['id']).toBe("'/>");
    expect(stamped.getText()).toBe('</message>/>');
    expect(hasDelay(stamped)).toBe(true);
    expect(stamped.getChild('delay')!.attrs).toEqual({
      xmlns: NS.delay,
      from: "<'&",
      stamp: '2002-09-10T23:08:25.007Z',
    });
  });
});

describe('hasDelay', () => {
  it("sees only the stanza's own", () => {
    const forwarded = new Element('message', { xmlns: NS.client });
    forwarded.c('forwarded', { xmlns: NS.forward }).c('delay', { xmlns: NS.delay });
    expect(hasDelay(forwarded)).toBe(false);
    const other = new Element('message', { xmlns: NS.client }).t('delay');
    other.c('delay', { xmlns: 'jabber:x:delay' });
    expect(hasDelay(other)).toBe(false);
    other.c('delay', { xmlns: NS.delay });
    expect(hasDelay(other)).toBe(true);
  });
});
