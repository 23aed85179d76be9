import { describe, expect, it } from 'vitest';
import { type Element, isFault, parseFrame } from '#xml';
import type { H } from './counter.js';
import {
  ackAnswer,
  ackRequest,
  enabled,
  failed,
  failedTooHigh,
  handledCountTooHigh,
  isSmNamespace,
  resumed,
  SM_NAMESPACES,
} from './nonzas.js';

const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const h = (n: number) => n as H;

/** As a client reads it: well formed and complete. */
function read(xml: string): Element {
  const element = parseFrame(xml, { maxStanzaBytes: 10_000, maxDepth: 8, maxAttributes: 16 });
  if (isFault(element)) throw new Error(element.text);
  return element;
}

/** Name, namespace and attributes but xmlns. */
function shape(element: Element) {
  const { xmlns: _, ...attrs } = element.attrs;
  return { name: element.name, ns: element.getNS(), attrs };
}

const children = (xml: string) => read(xml).getChildElements().map(shape);

it.each([
  ['urn:xmpp:sm:3', true],
  ['urn:xmpp:sm:2', true],
  ['urn:xmpp:sm:1', false],
  ['urn:xmpp:sm:4', false],
  ['jabber:client', false],
  [undefined, false],
])('%s is stream management: %s', (ns, is) => {
  expect(isSmNamespace(ns)).toBe(is);
});

describe.each(SM_NAMESPACES)('R4: in %s', (ns) => {
  it.each([
    ['r', ackRequest(ns), {}],
    ['a', ackAnswer(ns, h(4_294_967_295)), { h: '4294967295' }],
    ['resumed', resumed(ns, 'some-long_id', h(7)), { previd: 'some-long_id', h: '7' }],
    ['failed', failed(ns, 'item-not-found'), {}],
    ['enabled', enabled(ns, null), {}],
  ])('answers <%s/>', (name, xml, attrs) => {
    expect(shape(read(xml))).toEqual({ name, ns, attrs });
  });

  it("R6: grants with an id and a literal resume='true'", () => {
    const { attrs } = shape(read(enabled(ns, { id: 'x-1', max: 300_000 })));
    expect(attrs).toEqual({ id: 'x-1', resume: 'true', max: '300' });
  });
});

it('R6: promises no second more than is kept', () => {
  expect(read(enabled('urn:xmpp:sm:3', { id: 'x', max: 2_999 })).attrs['max']).toBe('2');
});

it('R9: says where to come back to when there is such a place, and nothing otherwise', () => {
  const grant = { id: 'x', max: 1_000 };
  const at = '[2001:db8::1]:9222';
  expect(read(enabled('urn:xmpp:sm:3', { ...grant, location: at })).attrs['location']).toBe(at);
  expect(read(enabled('urn:xmpp:sm:3', grant)).attrs['location']).toBeUndefined();
});

it('R7: without resumption neither resume nor id is said', () => {
  expect(shape(read(enabled('urn:xmpp:sm:3', null))).attrs).toEqual({});
});

it.each([
  'unexpected-request',
  'item-not-found',
  'bad-request',
  'feature-not-implemented',
  'internal-server-error',
] as const)('R35: %s is a direct child of <failed/>', (condition) => {
  expect(children(failed('urn:xmpp:sm:3', condition))).toEqual([{ name: condition, ns: STANZAS, attrs: {} }]);
});

it('R29: a timed-out session still tells its h, 0 included', () => {
  expect(read(failed('urn:xmpp:sm:3', 'item-not-found', h(12))).attrs['h']).toBe('12');
  expect(read(failed('urn:xmpp:sm:3', 'item-not-found', h(0))).attrs['h']).toBe('0');
});

it('R28: an unknown one has no h', () => {
  expect(read(failed('urn:xmpp:sm:3', 'item-not-found')).attrs['h']).toBeUndefined();
});

it('R38: too high on resume: condition and numbers are direct children', () => {
  expect(children(failedTooHigh('urn:xmpp:sm:3', h(10), h(8)))).toEqual([
    { name: 'undefined-condition', ns: STANZAS, attrs: {} },
    { name: 'handled-count-too-high', ns: 'urn:xmpp:sm:3', attrs: { h: '10', 'send-count': '8' } },
  ]);
});

it('R37: the numbers of a stream error', () => {
  expect(shape(read(handledCountTooHigh(h(10), h(8))))).toEqual({
    name: 'handled-count-too-high',
    ns: 'urn:xmpp:sm:3',
    attrs: { h: '10', 'send-count': '8' },
  });
});
