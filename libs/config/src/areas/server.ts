import { z } from 'zod';
import { flag, integer, option, seconds } from '../option.js';

/** The installation as a whole. */
export const serverOptions = {
  domain: option(z.string().min(1).max(1023).default('localhost'), {
    doc: 'The XMPP domain served: the part after @ in every account.',
  }),
  data_dir: option(z.string().min(1).default('./data'), {
    doc: 'Directory for the database, certificates and the control socket. Made at first start.',
  }),
  log_level: option(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), {
    doc: 'Least severe log line written to stderr.',
  }),
  tls_cert: option(z.string().min(1).optional(), {
    doc: 'PEM certificate chain. Without it a self-signed certificate is made in the data directory.',
  }),
  tls_key: option(z.string().min(1).optional(), { doc: 'PEM private key of `tls_cert`.' }),
  admin_password: option(z.string().min(8).optional(), {
    doc: 'Password of the dashboard account `admin`, set at first start; otherwise one is generated and printed once.',
    secret: true,
  }),
  telemetry_user_id: option(flag().default(false), {
    doc: 'Write bare JIDs into spans as `user.id` instead of only a keyed hash.',
  }),
  telemetry_ack_ratio: option(z.coerce.number().min(0).max(1).default(1), {
    doc: 'Share of acknowledgements that get a span.',
    runtime: true,
  }),
};

/** Client-to-server streams over TCP. */
export const c2sOptions = {
  c2s_host: option(z.string().min(1).default('127.0.0.1'), {
    doc: 'Address to listen on for XMPP. Loopback by default; `::` or `0.0.0.0` lets phones in.',
  }),
  c2s_port: option(integer(0, 65_535).default(5222), { doc: 'Port for STARTTLS; 0 takes any free port.' }),
  c2s_tls_port: option(integer(0, 65_535).default(5223), {
    doc: 'Port for direct TLS (XEP-0368); 0 takes any free port.',
  }),
  c2s_allow_plaintext: option(flag().default(false), {
    doc: 'LABORATORY ONLY: allow authentication, PLAIN included, without TLS on loopback.',
  }),
  c2s_auth_timeout: option(seconds(1, 600).default(30_000), {
    doc: 'Seconds a connection may take from accept to authentication before it is closed.',
  }),
  c2s_max_stanza_bytes: option(integer(10_000, 16 * 1024 * 1024).default(262_144), {
    doc: 'Largest stanza accepted, in bytes; RFC 6120 §13.12 asks for at least 10 000.',
  }),
  c2s_max_connections: option(integer(1, 1_000_000).default(100_000), {
    doc: 'Connections open at once, authenticated or not; one more is refused.',
  }),
  c2s_max_bytes_per_second: option(
    integer(1000, 1 << 30)
      .nullable()
      .default(1_048_576),
    {
      doc: 'Bytes per second read from one connection, averaged; above it reading pauses, nothing is dropped.',
    },
  ),
};

/** The HTTP port: dashboard, admin API, XMPP over WebSocket, metrics. */
export const httpOptions = {
  http_host: option(z.string().min(1).default('127.0.0.1'), { doc: 'Address of the HTTP port.' }),
  http_port: option(integer(0, 65_535).default(5280), { doc: 'HTTP port; 0 takes any free port.' }),
  http_tls: option(flag().default(false), { doc: 'Speak HTTPS on the HTTP port with the XMPP certificate.' }),
  http_trust_proxy: option(z.string().min(1).optional(), {
    doc: 'Address or subnet of a reverse proxy whose X-Forwarded-* headers are believed.',
  }),
};
