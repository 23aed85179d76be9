import { Server } from 'node:tls';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type KeyPair, loadKeyPair } from '#c2s';
import type { ServerConfig } from '#config';

/** The certificate of the HTTP port: the XMPP one. Nest wants it before its modules exist. */
export class HttpCertificate {
  private constructor(readonly pair: KeyPair) {}

  static async load(server: ServerConfig): Promise<HttpCertificate> {
    return new HttpCertificate(await loadKeyPair(server));
  }

  renew(app: NestExpressApplication, pair: KeyPair): void {
    const server: unknown = app.getHttpServer();
    if (server instanceof Server) server.setSecureContext(pair);
  }
}
