import { contacts } from '../contacts.js';
import { domain } from '../host.js';
import { choice, text } from '../kind.js';
import { option, optional } from '../option.js';

/** The installation as a whole. */
export const serverOptions = {
  domain: option(domain(), 'localhost', {
    doc: 'The XMPP domain served: the part after @ in every account.',
  }),
  data_dir: option(text(1, 4096, 'the path of a directory'), './data', {
    doc: 'Directory for the database, certificates and the control socket; a relative path starts at the working directory. Made at first start.',
  }),
  log_level: option(choice('trace', 'debug', 'info', 'warn', 'error', 'silent'), 'info', {
    doc: 'Least severe log line written to stderr.',
    live: true,
  }),
  tls_cert: optional(text(1, 4096, 'the path of a PEM file'), {
    doc: 'PEM certificate chain. Without it a self-signed certificate is made in the data directory.',
  }),
  tls_key: optional(text(1, 4096, 'the path of a PEM file'), {
    doc: 'PEM private key of `tls_cert`; the two are set together.',
  }),
  admin_password: optional(text(8, 1024, 'text of 8 to 1024 characters'), {
    doc: 'Password of the dashboard account `admin`, set at first start; otherwise one is generated and printed once.',
    secret: true,
  }),
  server_contacts: option(contacts(), '', {
    doc: 'Whom users and other operators can write to about this server (XEP-0157), as `role=URI` pairs; told to whoever asks the server what it can do.',
  }),
};
