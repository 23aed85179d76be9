import { describe, expect, it } from 'vitest';
import { isFault, NS, parseFrame } from '#xml';
import { outgoing } from './outgoing.js';
import { returned } from './returned.js';

const LIMITS = { maxStanzaBytes: 10_000, maxDepth: 64, maxAttributes: 64 };

function read(xml: string) {
  const el = parseFrame(xml, LIMITS);
  if (isFault(el)) throw new Error(el.text);
  return el;
}

const queued = (xml: string, kind: 'message' | 'iq' = 'message') => outgoing(read(xml), kind, 7);

describe('a stanza on its way back', () => {
  it.each([
    [
      'message',
      `<message xmlns='${NS.client}' from='a@b/c' to='d@e/é&amp;' id='1' type='chat'><body>x</body></message>`,
    ],
    ['iq', `<iq xmlns='${NS.client}' from='a@b/c' to='d@e/f' id='1' type='set'><q xmlns='urn:q'/></iq>`],
    ['message', `<message xmlns='${NS.client}' from='a@b/c'><no-store xmlns='${NS.hints}'/></message>`],
  ] as const)('%s: is queued as if it had been built and serialised', (kind, xml) => {
    const error = returned(queued(xml, kind), 9);
    expect(error).toEqual(outgoing(read(error?.xml ?? ''), kind, 9));
    expect(error?.type).toBe('error');
  });

  it('is nothing where an error may not answer', () => {
    expect(returned(queued(`<message xmlns='${NS.client}' from='a@b/c' type='error'/>`), 9)).toBeUndefined();
  });
});
