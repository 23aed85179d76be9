import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';

/** How the client sees this server, and how we see the client, with a trusted proxy's word taken for both.
 *  One reading for plain requests and WebSocket upgrades, which never pass through express. */
@Injectable()
export class OwnOrigin {
  constructor(private readonly host: HttpAdapterHost) {}

  /** True when the browser speaks HTTPS, to us or to the trusted proxy. */
  isSecure(request: IncomingMessage): boolean {
    const forwarded = this.forwarded(request, 'x-forwarded-proto');
    return forwarded === undefined
      ? 'encrypted' in request.socket
      : forwarded === 'https' || forwarded === 'wss';
  }

  /** False when a browser says that a page of another site sent this (Fetch standard: Origin is on every non-GET and every
   *  WebSocket). No Origin at all means no browser, and then there is no foreign page to protect from. */
  allows(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || origin === this.of(request);
  }

  /** Our origin as the browser knows it. */
  of(request: IncomingMessage): string {
    const host = this.forwarded(request, 'x-forwarded-host') ?? request.headers.host;
    return `${this.isSecure(request) ? 'https' : 'http'}://${host}`;
  }

  private forwarded(request: IncomingMessage, header: string): string | undefined {
    if (!this.trusts(request.socket.remoteAddress)) return undefined;
    const value = request.headers[header];
    return (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim();
  }

  private trusts(address: string | undefined): boolean {
    const app = this.host.httpAdapter.getInstance<Express>();
    // Express keeps its `trust proxy` setting compiled here, for the nth peer on the way.
    const trust = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    return address !== undefined && trust(address, 0);
  }
}
