import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Login } from '../venue.js';
import type { Command, PeerGround } from './peer-process.js';

/** Where Debian puts ejabberd's own code; Erlang finds everything else by itself. */
const LIBRARIES = '/usr/lib/x86_64-linux-gnu';
const PORTABLE = LIBRARIES.replace('x86_64', process.arch === 'arm64' ? 'aarch64' : 'x86_64');

const quoted = (text: string) => `<<"${text}"/utf8>>`;

/** Debian's ejabberd on an Erlang node without a name, so that no port mapper is started. */
export function ejabberd(ground: PeerGround, logins: readonly Login[]): Command {
  const { folder, c2s, http, cert, key } = ground;
  const pem = join(folder, 'localhost.pem');
  writeFileSync(pem, `${readFileSync(cert, 'utf8')}\n${readFileSync(key, 'utf8')}`, { mode: 0o600 });
  mkdirSync(join(folder, 'mnesia'));
  const file = join(folder, 'ejabberd.yml');
  writeFileSync(
    file,
    `hosts: [localhost]
loglevel: warning
certfiles: ["${pem}"]
auth_method: internal
auth_password_format: plain
disable_sasl_mechanisms: [digest-md5, X-OAUTH2]
listen:
  - { port: ${c2s}, ip: "127.0.0.1", module: ejabberd_c2s, starttls: true, starttls_required: true, access: all, shaper: none }
  - { port: ${http}, ip: "127.0.0.1", module: ejabberd_http, request_handlers: { /xmpp-websocket: ejabberd_http_ws } }
s2s_access: none
modules:
  mod_disco: {}
  mod_ping: {}
  mod_roster: {}
  mod_carboncopy: {}
  mod_client_state: {}
  mod_stream_mgmt: { resume_timeout: 300, max_resume_timeout: 300, resend_on_timeout: false }
`,
  );
  const register = logins
    .map(
      ({ user, password }) =>
        `ok = ejabberd_auth:try_register(${quoted(user)}, <<"localhost">>, ${quoted(password)})`,
    )
    .join(', ');
  return {
    program: 'erl',
    args: [
      '-noinput',
      '-mnesia',
      'dir',
      `"${join(folder, 'mnesia')}"`,
      '-s',
      'ejabberd',
      '-eval',
      `${register}.`,
    ],
    env: {
      ERL_LIBS: PORTABLE,
      EJABBERD_CONFIG_PATH: file,
      EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
      ERL_CRASH_DUMP: join(folder, 'erl_crash.dump'),
    },
  };
}
