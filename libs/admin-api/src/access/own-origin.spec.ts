import type { IncomingMessage } from 'node:http';
import type { HttpAdapterHost } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { OwnOrigin } from './own-origin.js';

const express = { get: () => (address: string) => address === '10.0.0.1' };
const own = new OwnOrigin({ httpAdapter: { getInstance: () => express } } as unknown as HttpAdapterHost);

const request = (socket: object, headers: Record<string, string | string[]> = {}) =>
  ({ socket, headers: { host: 'xmpp.example:5280', ...headers } }) as unknown as IncomingMessage;

describe('OwnOrigin', () => {
  it('knows HTTPS by the socket when no proxy is in between', () => {
    const https = { remoteAddress: '192.0.2.1', encrypted: true };
    expect(own.isSecure(request(https))).toBe(true);
    expect(own.isSecure(request({ remoteAddress: '192.0.2.1' }))).toBe(false);
    expect(own.allows(request(https, { origin: 'https://xmpp.example:5280' }))).toBe(true);
    expect(own.allows(request(https, { origin: 'http://xmpp.example:5280' }))).toBe(false);
  });

  it("takes the trusted proxy's word, the nearest browser's part of it", () => {
    const proxy = { remoteAddress: '10.0.0.1' };
    const headers = { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': ['dash.example', 'inner'] };
    expect(own.isSecure(request(proxy, headers))).toBe(true);
    expect(own.isSecure(request(proxy, { 'x-forwarded-proto': 'wss' }))).toBe(true);
    expect(own.isSecure(request(proxy, { 'x-forwarded-proto': 'http' }))).toBe(false);
    expect(own.allows(request(proxy, { ...headers, origin: 'https://dash.example' }))).toBe(true);
  });

  it('takes nobody else at their word, nor a socket that has gone already', () => {
    for (const socket of [{ remoteAddress: '10.0.0.2' }, {}]) {
      expect(own.isSecure(request(socket, { 'x-forwarded-proto': 'https' }))).toBe(false);
    }
  });
});
