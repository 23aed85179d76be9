import type { IncomingMessage } from 'node:http';
import type { CookieOptions } from 'express';
import { ABSOLUTE_LIFETIME } from './sign-in-sessions.js';

export const SESSION_COOKIE = 'dormouse_session';

/** Scripts cannot read it, other sites cannot send it, and over HTTPS it never travels in the clear (RFC 6265 §4.1.2). */
export function cookieOptions(secure: boolean): CookieOptions {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge: ABSOLUTE_LIFETIME };
}

/** The session cookie of a request or WebSocket upgrade. */
export function readSessionCookie(request: IncomingMessage): string | undefined {
  return readCookie(request, SESSION_COOKIE);
}

/** A cookie of ours: they hold base64url only, so nothing needs decoding. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const pair of request.headers.cookie?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
