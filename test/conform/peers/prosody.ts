import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Login } from '../venue.js';
import type { Command, PeerGround } from './peer-process.js';

/** Seconds. It grants this to everybody, whatever the client's max, so it is as short as waiting for it bears. */
const HIBERNATION_S = 4;

/** Debian's Prosody with its own mod_smacks, accounts already there. No offline storage and no archive: what is not delivered has to show. */
export function prosody(ground: PeerGround, logins: readonly Login[]): Command {
  const { folder, c2s, http, cert, key } = ground;
  const accounts = join(folder, 'data', 'localhost', 'accounts');
  mkdirSync(accounts, { recursive: true });
  for (const { user, password } of logins)
    writeFileSync(join(accounts, `${user}.dat`), `return { ["password"] = "${password}"; };\n`);
  const file = join(folder, 'prosody.cfg.lua');
  writeFileSync(
    file,
    `run_as_root = true; daemonize = false
data_path = "${join(folder, 'data')}"; pidfile = "${join(folder, 'prosody.pid')}"
log = { warn = "*console" }
interfaces = { "127.0.0.1" }; local_interfaces = { "127.0.0.1" }
c2s_ports = { ${c2s} }; c2s_direct_tls_ports = {}; legacy_ssl_ports = {}
http_ports = { ${http} }; https_ports = {}; http_default_host = "localhost"
consider_websocket_secure = true; c2s_require_encryption = true
authentication = "internal_plain"; storage = "internal"
modules_enabled = { "saslauth", "tls", "disco", "ping", "roster", "smacks", "websocket", "carbons", "csi_simple" }
modules_disabled = { "s2s", "offline" }
smacks_hibernation_time = ${HIBERNATION_S}
ssl = { key = "${key}"; certificate = "${cert}" }
VirtualHost "localhost"
`,
  );
  return { program: 'prosody', args: ['--config', file] };
}
