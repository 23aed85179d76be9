import { spawn, spawnSync } from 'node:child_process';
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Debian's Prosody as the peer in the same run; undefined where it is not installed. */
export async function startProsody(count) {
  if (spawnSync('which', ['prosody']).status !== 0) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'dormouse-peer-'));
  const port = await freePort();
  const data = join(dir, 'data');
  // Keys as it stores them itself, one salt for all: nobody has to derive any at a login.
  const account = storedKeys('secret', 10_000);
  const accounts = join(data, 'localhost', 'accounts');
  mkdirSync(accounts, { recursive: true });
  for (let i = 0; i < count; i++) writeFileSync(join(accounts, `u${i}.dat`), account);
  writeFileSync(
    join(dir, 'prosody.cfg.lua'),
    `data_path = "${data}"; pidfile = "${join(dir, 'prosody.pid')}"
     run_as_root = true; daemonize = false; allow_unencrypted_plain_auth = true; c2s_require_encryption = false
     modules_enabled = { "saslauth", "disco", "ping", "smacks", "roster", "presence", "message", "iq" }
     modules_disabled = { "s2s", "tls", "offline" }
     interfaces = { "127.0.0.1" }; c2s_ports = { ${port} }; authentication = "internal_hashed"; password_hash = "SHA-256"
     smacks_max_hibernated_sessions = 10000; smacks_max_queue_size = 100000; log = { error = "*console" }
     VirtualHost "localhost"\n`,
  );
  const child = spawn('prosody', ['--config', join(dir, 'prosody.cfg.lua')], { stdio: 'ignore' });
  await reachable(port);
  return {
    name: 'Prosody',
    pid: child.pid,
    address: { host: '127.0.0.1', port, domain: 'localhost' },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** An account file of `internal_hashed` with SCRAM-SHA-256 keys (RFC 5802 §3). */
function storedKeys(password, iterations) {
  const salt = 'bench';
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(hmac('Client Key')).digest('hex');
  const server = hmac('Server Key').toString('hex');
  return `return { ["iteration_count"] = ${iterations}; ["salt"] = "${salt}"; ["stored_key"] = "${stored}"; ["server_key"] = "${server}"; };\n`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Polls, since Prosody says nothing when it is ready. */
async function reachable(port) {
  for (let tries = 0; tries < 200; tries++) {
    const probe = connect(port, '127.0.0.1');
    const up = await new Promise((resolve) => {
      probe.once('connect', () => resolve(true));
      probe.once('error', () => resolve(false));
    });
    probe.destroy();
    if (up) return;
    await pause(50);
  }
  throw new Error('the peer did not start');
}
