import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's Prosody as the peer in the same run; undefined where it is not installed. */
export async function startProsody(count) {
  if (spawnSync('which', ['prosody']).status !== 0) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'dormouse-peer-'));
  const port = await freePort();
  const data = join(dir, 'data');
  // Plain-text storage costs it no key derivation: the comparison is generous to the peer.
  const accounts = join(data, 'localhost', 'accounts');
  mkdirSync(accounts, { recursive: true });
  for (let i = 0; i < count; i++)
    writeFileSync(join(accounts, `u${i}.dat`), 'return { ["password"] = "secret"; };\n');
  writeFileSync(
    join(dir, 'prosody.cfg.lua'),
    `data_path = "${data}"; pidfile = "${join(dir, 'prosody.pid')}"
     run_as_root = true; daemonize = false; allow_unencrypted_plain_auth = true; c2s_require_encryption = false
     modules_enabled = { "saslauth", "disco", "ping", "smacks", "roster", "presence", "message", "iq" }
     modules_disabled = { "s2s", "tls", "offline" }
     interfaces = { "127.0.0.1" }; c2s_ports = { ${port} }; authentication = "internal_plain"
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
    const [outcome] = await Promise.race([
      once(probe, 'connect').then(() => ['up']),
      once(probe, 'error').then(() => ['down']),
    ]);
    probe.destroy();
    if (outcome === 'up') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the peer did not start');
}
