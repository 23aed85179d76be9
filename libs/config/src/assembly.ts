import { resolve } from 'node:path';
import type { AccessConfig, Configuration } from './configuration.js';
import { groupContacts } from './contacts.js';
import type { Values } from './options.js';
import { splitOrigins } from './origins.js';
import { splitRoleClaims } from './role-claims.js';

/** Seconds as an operator writes them, milliseconds as the code wants them. */
const ms = (seconds: number) => seconds * 1000;

/** Makes the frozen configuration from checked values; relative paths start at `cwd`. */
export function assemble(v: Values, cwd: string): Configuration {
  return Object.freeze({
    server: Object.freeze({
      domain: v.domain,
      dataDir: resolve(cwd, v.data_dir),
      logLevel: v.log_level,
      ...(v.tls_cert !== undefined && { tlsCert: resolve(cwd, v.tls_cert) }),
      ...(v.tls_key !== undefined && { tlsKey: resolve(cwd, v.tls_key) }),
      ...(v.admin_password !== undefined && { adminPassword: v.admin_password }),
      ...(v.server_contacts !== '' && { contacts: groupContacts(v.server_contacts) }),
    }),
    telemetry: Object.freeze({
      userId: v.telemetry_user_id,
      ringBytes: v.telemetry_ring_bytes,
      ...(v.telemetry_trace_url !== undefined && { traceUrl: v.telemetry_trace_url }),
      ratios: Object.freeze({
        connect: v.telemetry_connect_ratio,
        lifecycle: v.telemetry_lifecycle_ratio,
        ack: v.telemetry_ack_ratio,
        message: v.telemetry_message_ratio,
        storage: v.telemetry_storage_ratio,
      }),
    }),
    smacks: Object.freeze({
      hibernationTime: ms(v.smacks_hibernation_time),
      maxHibernationTime: ms(v.smacks_max_hibernation_time ?? v.smacks_hibernation_time),
      maxUnackedStanzas: v.smacks_max_unacked_stanzas,
      maxInactiveUnackedStanzas: v.smacks_max_inactive_unacked_stanzas,
      maxAckDelay: ms(v.smacks_max_ack_delay),
      ackTimeout: ms(v.smacks_ack_timeout),
      maxHibernatedSessions: v.smacks_max_hibernated_sessions,
      maxOldSessions: v.smacks_max_old_sessions,
      oldSessionTtl: ms(v.smacks_old_session_ttl),
      maxQueueStanzas: v.smacks_max_queue_stanzas,
      maxQueueBytes: v.smacks_max_queue_bytes,
      onExpiry: v.smacks_on_expiry,
      durability: v.smacks_durability,
      fsync: v.smacks_fsync === 'on',
      journalSegmentBytes: v.journal_segment_bytes,
      ...(v.smacks_location !== undefined && { location: v.smacks_location }),
    }),
    offline: Object.freeze({ maxMessages: v.offline_max_messages }),
    registration: Object.freeze({ open: v.registration, perHour: v.registration_per_hour }),
    userData: Object.freeze({
      maxContacts: v.roster_max_contacts,
      maxPrivateBytes: v.private_storage_max_bytes,
      maxVcardBytes: v.vcard_max_bytes,
      maxBlocks: v.block_list_max_entries,
    }),
    c2s: Object.freeze({
      host: v.c2s_host,
      port: v.c2s_port,
      tlsPort: v.c2s_tls_port,
      allowPlaintext: v.c2s_allow_plaintext,
      authTimeout: ms(v.c2s_auth_timeout),
      maxStanzaBytes: v.c2s_max_stanza_bytes,
      maxConnections: v.c2s_max_connections,
      maxBytesPerSecond: v.c2s_max_bytes_per_second,
    }),
    events: Object.freeze({ retention: ms(v.events_retention_days * 86_400), max: v.events_max }),
    http: Object.freeze({
      host: v.http_host,
      port: v.http_port,
      tls: v.http_tls,
      websocketOrigins: splitOrigins(v.http_websocket_origins),
      ...(v.http_public_url !== undefined && { publicUrl: v.http_public_url }),
      ...(v.http_trust_proxy !== undefined && { trustProxy: v.http_trust_proxy }),
    }),
    access: Object.freeze({ ...oidcOf(v) }),
  });
}

function oidcOf(v: Values): AccessConfig {
  if (v.access_oidc_issuer === undefined || v.access_oidc_client_id === undefined) return {};
  const oidc = {
    issuer: v.access_oidc_issuer,
    clientId: v.access_oidc_client_id,
    ...(v.access_oidc_client_secret !== undefined && { clientSecret: v.access_oidc_client_secret }),
    name: v.access_oidc_name,
    scopes: v.access_oidc_scopes,
    nameClaim: v.access_oidc_name_claim,
    roleClaim: v.access_oidc_role_claim,
    roles: splitRoleClaims(v.access_oidc_roles),
  };
  return { oidc: Object.freeze(oidc) };
}
