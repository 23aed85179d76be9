import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { originAllowed } from './websocket-origin.js';

const allowed = (headers: { origin?: string; host?: string }, origins: string[] = []) =>
  originAllowed({ headers } as IncomingMessage, origins);

describe('the origin of a WebSocket', () => {
  it('may be missing: no browser sent it', () => {
    expect(allowed({ host: 'chat.example' })).toBe(true);
  });

  it('may be this very host and port, however it is written', () => {
    expect(allowed({ origin: 'https://chat.example', host: 'chat.example' })).toBe(true);
    expect(allowed({ origin: 'https://chat.example', host: 'Chat.Example' })).toBe(true);
    expect(allowed({ origin: 'http://localhost:5280', host: 'localhost:5280' })).toBe(true);
  });

  it.each([
    'https://evil.example',
    'http://chat.example:81',
    'https://chat.example.evil.example',
    'null',
    '',
  ])('may not be %s', (origin) => {
    expect(allowed({ origin, host: 'chat.example' })).toBe(false);
  });

  it('may be one that is named, or any', () => {
    expect(allowed({ origin: 'https://app.example', host: 'h' }, ['https://app.example'])).toBe(true);
    expect(allowed({ origin: 'https://other.example', host: 'h' }, ['https://app.example'])).toBe(false);
    expect(allowed({ origin: 'https://other.example', host: 'h' }, ['*'])).toBe(true);
  });
});
