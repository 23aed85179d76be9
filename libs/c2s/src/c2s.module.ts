import { Module } from '@nestjs/common';
import { C2sListeners } from './c2s-listeners.js';
import { ConnectionServices } from './connection-services.js';
import { Connections } from './connections.js';
import { InstallationSecret } from './installation-secret.js';
import { RegistrationDesk } from './registration-desk.js';
import { Revocations } from './revocations.js';
import { Strain } from './strain.js';
import { Certificates } from './tls/certificates.js';
import { XmppWebSocketGateway } from './xmpp-websocket.gateway.js';

/** Client-to-server streams over TCP, TLS and WebSocket. */
@Module({
  providers: [
    C2sListeners,
    Certificates,
    Connections,
    ConnectionServices,
    InstallationSecret,
    RegistrationDesk,
    Revocations,
    Strain,
    XmppWebSocketGateway,
  ],
  exports: [C2sListeners, Certificates, Connections, InstallationSecret],
})
export class C2sModule {}
