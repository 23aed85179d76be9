import { host } from '../host.js';
import { flag, orUnlimited, seconds, wholeNumber } from '../kind.js';
import { option } from '../option.js';

/** Client-to-server streams over TCP. */
export const c2sOptions = {
  c2s_host: option(host(), '127.0.0.1', {
    doc: 'Address to listen on for XMPP. Loopback by default; `::` or `0.0.0.0` lets phones in.',
  }),
  c2s_port: option(wholeNumber(0, 65_535), 5222, { doc: 'Port for STARTTLS; 0 takes any free port.' }),
  c2s_tls_port: option(wholeNumber(0, 65_535), 5223, {
    doc: 'Port for direct TLS (XEP-0368); 0 takes any free port.',
  }),
  c2s_allow_plaintext: option(flag(), false, {
    doc: 'LABORATORY ONLY: allow authentication, PLAIN included, without TLS. Refused unless `c2s_host` and `http_host` are loopback addresses.',
  }),
  c2s_auth_timeout: option(seconds(1, 600), 30, {
    doc: 'Seconds a connection may take from accept to authentication before it is closed.',
    live: true,
  }),
  c2s_max_stanza_bytes: option(wholeNumber(10_000, 16 * 1024 * 1024), 262_144, {
    doc: 'Largest stanza accepted, in bytes; RFC 6120 §13.12 asks for at least 10 000.',
  }),
  c2s_max_connections: option(wholeNumber(1, 1_000_000), 100_000, {
    doc: 'Connections open at once, authenticated or not; one more is refused.',
    live: true,
  }),
  c2s_max_bytes_per_second: option(orUnlimited(wholeNumber(1000, 1 << 30)), 1_048_576, {
    doc: 'Bytes per second read from one connection, averaged; above it reading pauses, nothing is dropped.',
    live: true,
  }),
};
