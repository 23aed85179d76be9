/**
 * The configuration as the code sees it: one frozen object per area, every duration in milliseconds.
 * The loader (load.ts) makes it from YAML and environment; areas/ holds each option's schema and words.
 */

/** Stream management limits and times; `null` is unlimited. Source: mod_smacks, XEP-0198. */
export interface SmacksConfig {
  readonly hibernationTime: number;
  readonly maxHibernationTime: number;
  readonly maxUnackedStanzas: number;
  readonly maxAckDelay: number;
  readonly ackTimeout: number;
  readonly maxHibernatedSessions: number | null;
  readonly maxOldSessions: number | null;
  readonly oldSessionTtl: number;
  readonly maxQueueStanzas: number | null;
  readonly maxQueueBytes: number | null;
  readonly onExpiry: 'bounce' | 'drop';
}

export interface ServerConfig {
  readonly domain: string;
  /** Absolute path. */
  readonly dataDir: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly adminPassword?: string;
}

export interface TelemetryConfig {
  readonly userId: boolean;
  readonly ackRatio: number;
}

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

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly trustProxy?: string;
}

export interface Configuration {
  readonly server: ServerConfig;
  readonly telemetry: TelemetryConfig;
  readonly smacks: SmacksConfig;
  readonly c2s: C2sConfig;
  readonly http: HttpConfig;
}
