import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { Injectable, Logger } from '@nestjs/common';
import { Connection } from './connection.js';
import { ConnectionServices } from './connection-services.js';
import { TcpWire } from './tcp-wire.js';
import { Certificates } from './tls/certificates.js';
import type { KeyPair } from './tls/key-pair.js';

export interface ListenerAddress {
  readonly host: string;
  readonly port: number;
}

/** The TCP ports: STARTTLS, and direct TLS with ALPN `xmpp-client` (XEP-0368). */
@Injectable()
export class C2sListeners {
  readonly #logger = new Logger('C2sListeners');
  readonly #servers: Server[] = [];

  constructor(
    private readonly services: ConnectionServices,
    private readonly certificates: Certificates,
  ) {}

  /** @throws Error with one sentence when a port cannot be had */
  async listen(pair: KeyPair): Promise<{ c2s: ListenerAddress; c2sTls: ListenerAddress }> {
    const { host, port, tlsPort, authTimeout, allowPlaintext } = this.services.c2s;
    if (allowPlaintext)
      this.#logger.warn(
        'LABORATORY: authentication without TLS is allowed (c2s_allow_plaintext). Never do this where others can listen.',
      );
    const plain = createTcpServer((socket) => this.#accept(socket));
    const secure = createTlsServer(
      { ...pair, minVersion: 'TLSv1.2', ALPNProtocols: ['xmpp-client'], handshakeTimeout: authTimeout },
      (socket) => this.#accept(socket),
    );
    this.certificates.onReload((renewed) =>
      (secure as TlsServer).setSecureContext({ ...renewed, minVersion: 'TLSv1.2' }),
    );
    return {
      c2s: await this.#open(plain, host, port, 'c2s_port'),
      c2sTls: await this.#open(secure, host, tlsPort, 'c2s_tls_port'),
    };
  }

  /** Nobody new; connections that stand stay. */
  stop(): void {
    this.services.connections.stopAdmitting();
    for (const server of this.#servers) server.close();
  }

  #open(server: Server, host: string, port: number, option: string): Promise<ListenerAddress> {
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(new Error(explain(error, host, port, option))),
      );
      server.listen(port, host, () => {
        // A connection that cannot be accepted, for want of file descriptors say, must not end all others.
        server.on('error', (error) => this.#logger.error(`${option}: ${error.message}`));
        const address = server.address();
        resolve({ host, port: typeof address === 'object' && address !== null ? address.port : port });
      });
    });
  }

  #accept(socket: Socket): void {
    const { services } = this;
    const full = services.connections.open >= services.c2s.maxConnections;
    const connection = new Connection(
      services,
      (handler) => new TcpWire(socket, handler, services.readerLimits, this.certificates),
    );
    if (full) connection.fail({ condition: 'resource-constraint', text: 'too many connections' });
    else if (!services.connections.admitting) connection.hangUp(null);
  }
}

/** What to do, in one sentence. */
export function explain(error: NodeJS.ErrnoException, host: string, port: number, option: string): string {
  const hostOption = option.replace(/_(tls_)?port$/, '_host');
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use by another program: stop that one, or set ${option} to another port.`;
    case 'EACCES':
      return `port ${port} on ${host} may not be opened by this user: ports below 1024 need privileges, set ${option} to a higher one.`;
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine: set ${hostOption} to one that is.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the name ${host} cannot be resolved: set ${hostOption} to an address of this machine.`;
    default:
      return `port ${port} on ${host} cannot be opened (${error.code ?? error.message}): see ${option}.`;
  }
}
