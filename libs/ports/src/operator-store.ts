import type { Role } from '#contracts';

/** A dashboard account: separate from XMPP accounts. */
export interface Operator {
  readonly username: string;
  /** scrypt, self-describing: `scrypt$N$r$p$salt$hash`, base64. */
  readonly passwordHash: string;
  readonly role: Role;
}

export interface AuditEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: string;
  readonly result: string;
}

export interface OperatorStore {
  count(): Promise<number>;
  find(username: string): Promise<Operator | undefined>;
  save(operator: Operator): Promise<void>;
  /** Appends to the audit log. */
  audit(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  auditLog(query: {
    after?: string | undefined;
    limit: number;
  }): Promise<{ items: AuditEntry[]; next: string | null }>;
}
