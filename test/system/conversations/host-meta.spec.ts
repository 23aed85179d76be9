import { describe, expect, it } from 'vitest';
import { openStage } from '../../support/stage.js';

const REL = 'urn:xmpp:alt-connections:websocket';
const stage = openStage();
const behind = openStage({ DORMOUSE_HTTP_PUBLIC_URL: 'https://chat.example.org/x/' });

const fetchMeta = async ({ server }: typeof stage, suffix = '') => {
  const { host, http } = server.address;
  const response = await fetch(`http://${host}:${http}/.well-known/host-meta${suffix}`, {
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return response;
};

describe('host-meta (XEP-0156)', () => {
  it('leads a page to the WebSocket on the host and port it asked', async () => {
    const { host, http } = stage.server.address;
    const href = `ws://${host}:${http}/xmpp-websocket`;
    const json = await fetchMeta(stage, '.json');
    expect(await json.json()).toEqual({ links: [{ rel: REL, href }] });
    const xrd = await fetchMeta(stage);
    expect(xrd.headers.get('content-type')).toContain('application/xrd+xml');
    expect(await xrd.text()).toContain(`<Link rel='${REL}' href='${href}'/>`);
  });

  it('names the public address where one is configured', async () => {
    const json = await fetchMeta(behind, '.json');
    expect(await json.json()).toEqual({
      links: [{ rel: REL, href: 'wss://chat.example.org/x/xmpp-websocket' }],
    });
  });
});
