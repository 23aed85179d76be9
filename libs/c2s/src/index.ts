/** Connections of clients: listeners, streams, what is written and when. */

export { C2sModule } from './c2s.module.js';
export { C2sListeners, explain, type ListenerAddress } from './c2s-listeners.js';
export { Connections } from './connections.js';
export { InstallationSecret } from './installation-secret.js';
export { Certificates } from './tls/certificates.js';
export { type KeyPair, loadKeyPair } from './tls/key-pair.js';
