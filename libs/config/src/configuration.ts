import type { ServerContact } from './contacts.js';
import type { RoleClaim } from './role-claims.js';

/**
 * The configuration as the code sees it: one frozen object per area, every duration in milliseconds.
 * The loader (load.ts) makes it from YAML and environment; areas/ holds each option's values and words.
 */

/** Stream management limits and times; `null` is unlimited. Source: mod_smacks, XEP-0198. */
export interface SmacksConfig {
  readonly hibernationTime: number;
  readonly maxHibernationTime: number;
  readonly maxUnackedStanzas: number;
  /** While the client is inactive (XEP-0352). */
  readonly maxInactiveUnackedStanzas: number;
  readonly maxAckDelay: number;
  readonly ackTimeout: number;
  readonly maxHibernatedSessions: number | null;
  readonly maxOldSessions: number | null;
  readonly oldSessionTtl: number;
  readonly maxQueueStanzas: number | null;
  readonly maxQueueBytes: number | null;
  readonly onExpiry: 'bounce' | 'offline' | 'drop';
  readonly durability: 'journal' | 'none';
  /** Whether what is sent waits for the disk's confirmation. */
  readonly fsync: boolean;
  readonly journalSegmentBytes: number;
  /** `domainpart:port` for `<enabled location/>`. */
  readonly location?: string;
}

/** What is kept for users without a session; `null` is unlimited. */
export interface OfflineConfig {
  /** Per user. */
  readonly maxMessages: number | null;
}

/** Accounts that people make for themselves (XEP-0077). */
export interface RegistrationConfig {
  readonly open: boolean;
  /** Tries of one address. */
  readonly perHour: number;
}

/** What each user may keep on the server. */
export interface UserDataConfig {
  /** Items of a roster (RFC 6121 §2). */
  readonly maxContacts: number;
  /** UTF-8 bytes of XML (XEP-0049). */
  readonly maxPrivateBytes: number;
  /** UTF-8 bytes of XML (XEP-0054). */
  readonly maxVcardBytes: number;
  /** XEP-0191. */
  readonly maxBlocks: number;
}

/** The installation as a whole. */
export interface ServerConfig {
  /** Prepared (RFC 7622 §3.2). */
  readonly domain: string;
  /** Absolute path. */
  readonly dataDir: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Absolute path of a PEM chain; set together with {@link tlsKey}. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly adminPassword?: string;
  /** XEP-0157. */
  readonly contacts?: readonly ServerContact[];
}

/** What traces say; where they go is told by `OTEL_*`. */
export interface TelemetryConfig {
  /** Bare JIDs in spans, not only their keyed hash. */
  readonly userId: boolean;
  /** For recent traces; 0 remembers none. */
  readonly ringBytes: number;
  /** With `{traceId}` in it. */
  readonly traceUrl?: string;
  /** Shares that get spans, 0 … 1. */
  readonly ratios: Readonly<Record<'connect' | 'lifecycle' | 'ack' | 'message' | 'storage', number>>;
}

/** Client-to-server streams over TCP. A port of 0 is any free one. */
export interface C2sConfig {
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly allowPlaintext: boolean;
  readonly authTimeout: number;
  readonly maxStanzaBytes: number;
  readonly maxConnections: number;
  readonly maxBytesPerSecond: number | null;
}

/** What operators can read of what happened. */
export interface EventsConfig {
  /** Milliseconds. */
  readonly retention: number;
  readonly max: number;
}

/** The HTTP port: dashboard, admin API, WebSocket, metrics. */
export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Origins whose pages may use the XMPP WebSocket besides our own; `*` is any. */
  readonly websocketOrigins: readonly string[];
  /** `https://` or `http://`, with or without a path. */
  readonly publicUrl?: string;
  /** Addresses or subnets separated by commas, as Express's `trust proxy` reads them. */
  readonly trustProxy?: string;
}

/** An OpenID Connect provider by which people sign in to the dashboard. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** For the button. */
  readonly name: string;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly nameClaim: string;
  /** Dots lead into it. */
  readonly roleClaim: string;
  readonly roles: readonly RoleClaim[];
}

/** Who gets into dashboard and API besides the accounts kept here. */
export interface AccessConfig {
  readonly oidc?: OidcConfig;
}

/** Everything, frozen, one object per area. */
export interface Configuration {
  readonly server: ServerConfig;
  readonly telemetry: TelemetryConfig;
  readonly smacks: SmacksConfig;
  readonly offline: OfflineConfig;
  readonly registration: RegistrationConfig;
  readonly userData: UserDataConfig;
  readonly c2s: C2sConfig;
  readonly events: EventsConfig;
  readonly http: HttpConfig;
  readonly access: AccessConfig;
}
