import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { trustedProxies, viaProxy } from './websocket-proxy.js';

const request = (peer: string, headers: Record<string, string> = {}) =>
  ({
    headers,
    socket: { remoteAddress: peer },
    connection: { remoteAddress: peer },
  }) as unknown as IncomingMessage;

const forwarded = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' };

describe('a proxy before the WebSocket', () => {
  it('is believed by nobody unless it is named', () => {
    expect(viaProxy(request('127.0.0.1', forwarded), trustedProxies(undefined))).toBeUndefined();
    expect(viaProxy(request('203.0.113.9', forwarded), trustedProxies('127.0.0.1'))).toBeUndefined();
  });

  it('says who the client is and whether it came under TLS', () => {
    const trust = trustedProxies('10.0.0.0/8, loopback');
    expect(viaProxy(request('127.0.0.1', forwarded), trust)).toEqual({
      address: '198.51.100.7',
      https: true,
    });
    expect(viaProxy(request('10.1.2.3', forwarded), trust)?.https).toBe(true);
  });

  it('is not believed what a client made up before it', () => {
    const headers = {
      'x-forwarded-for': '192.0.2.66, 198.51.100.7',
      'x-forwarded-proto': 'https, http',
    };
    expect(viaProxy(request('127.0.0.1', headers), trustedProxies('loopback'))).toEqual({
      address: '198.51.100.7',
      https: false,
    });
  });

  it('that says nothing of TLS is not taken to have any', () => {
    expect(viaProxy(request('127.0.0.1'), trustedProxies('loopback'))).toEqual({
      address: '127.0.0.1',
      https: false,
    });
  });
});
