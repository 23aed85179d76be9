import { describe, expect, it } from 'vitest';
import { hostMeta } from './host-meta.js';

function ask(
  path: string,
  {
    publicUrl,
    method = 'GET',
    protocol = 'https',
    host = 'chat.example:5280',
  }: {
    publicUrl?: string;
    method?: string;
    protocol?: string;
    host?: string | undefined;
  } = {},
) {
  const headers: Record<string, string> = {};
  let [text, passed] = ['', false];
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    end: (body: string) => (text = body),
  };
  const request = { method, path, protocol, headers: host === '' ? {} : { host } };
  hostMeta(publicUrl)(request, response as never, () => (passed = true));
  return { headers, text, passed };
}

const XRD = '/.well-known/host-meta';
const JRD = `${XRD}.json`;

describe('host-meta (XEP-0156)', () => {
  it('names the WebSocket in both formats, to any page', () => {
    const xrd = ask(XRD);
    expect(xrd.headers).toEqual({
      'access-control-allow-origin': '*',
      'content-type': 'application/xrd+xml; charset=utf-8',
    });
    expect(xrd.text).toContain(
      "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>" +
        "<Link rel='urn:xmpp:alt-connections:websocket' href='wss://chat.example:5280/xmpp-websocket'/></XRD>",
    );
    const jrd = ask(JRD);
    expect(jrd.headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(JSON.parse(jrd.text)).toEqual({
      links: [{ rel: 'urn:xmpp:alt-connections:websocket', href: 'wss://chat.example:5280/xmpp-websocket' }],
    });
  });

  it.each([
    [{ publicUrl: 'https://chat.example.org' }, 'wss://chat.example.org/xmpp-websocket'],
    [{ publicUrl: 'https://example.org/chat/' }, 'wss://example.org/chat/xmpp-websocket'],
    [{ protocol: 'http', host: '[::1]:5280' }, 'ws://[::1]:5280/xmpp-websocket'],
  ])('with %o it is %s', (how, url) => expect(ask(JRD, how).text).toContain(`"${url}"`));

  it.each([
    ['another path', '/.well-known/other', {}],
    ['another method', JRD, { method: 'POST' }],
    ['a host that is none', XRD, { host: "a'b" }],
    ['no host at all', XRD, { host: '' }],
  ])('leaves %s to others', (_what, path, how) => {
    expect(ask(path, how)).toMatchObject({ passed: true, text: '', headers: {} });
  });
});
