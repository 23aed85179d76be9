import type { Right, Role, Via } from '#contracts';

/** A dashboard account: separate from XMPP accounts. Times in milliseconds since the epoch. */
export interface Operator {
  readonly username: string;
  /** scrypt, self-describing: `scrypt$N$r$p$salt$hash`, base64. */
  readonly passwordHash: string;
  readonly role: Role;
  readonly rights: readonly Right[];
  readonly disabled: boolean;
  readonly createdAt: number;
  readonly lastSignInAt: number | null;
  readonly secondFactor: SecondFactor | null;
}

/** One-time codes of an authenticator (RFC 6238). */
export interface SecondFactor {
  /** Base32 (RFC 4648 §6). */
  readonly secret: string;
  /** Asked for at sign-in only once it has been confirmed by a code. */
  readonly confirmed: boolean;
  /** The last time step a code was taken for: neither it nor an earlier one is taken again (RFC 6238 §5.2). -1: none yet. */
  readonly lastStep: number;
  /** SHA-256 of the recovery codes that are left, base64url. */
  readonly recoveryHashes: readonly string[];
}

export type NewOperatorRow = Pick<Operator, 'username' | 'passwordHash' | 'role' | 'createdAt'> &
  Partial<Pick<Operator, 'rights'>>;

/** `last-admin`: nobody would be left who may manage accounts. */
export type OperatorOutcome = 'done' | 'not-found' | 'last-admin';

/** One line of the audit log as it is written. */
export interface AuditEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly via?: Via | null;
  readonly address?: string | null;
  readonly action: string;
  readonly target: string;
  readonly detail: string;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly result: string;
}

export type AuditRecord = Required<AuditEntry> & { readonly id: string };

/** `target` is a part of it, `result` its beginning, `from` inclusive, `to` exclusive; the rest as it is. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly result?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface OperatorStore {
  count(): Promise<number>;
  find(username: string): Promise<Operator | undefined>;
  /** By name. */
  list(): Promise<Operator[]>;
  /** False when the name is taken. */
  add(operator: NewOperatorRow): Promise<boolean>;
  /** False when there is no such account. */
  setPassword(username: string, passwordHash: string): Promise<boolean>;
  /** In one step with the check that an administrator is left. */
  change(
    username: string,
    changes: Partial<Pick<Operator, 'role' | 'rights' | 'disabled'>>,
  ): Promise<OperatorOutcome>;
  remove(username: string): Promise<OperatorOutcome>;
  recordSignIn(username: string, at: number): Promise<void>;
  setSecondFactor(username: string, factor: SecondFactor | null): Promise<boolean>;
  /** True for whoever comes first with this time step or a later one. */
  useStep(username: string, step: number): Promise<boolean>;
  /** True for whoever comes first with this recovery code's hash. */
  useRecoveryCode(username: string, hash: string): Promise<boolean>;
  /** Appends to the audit log; answers the entry's id. */
  audit(entry: AuditEntry): Promise<string>;
  /** Newest first. */
  auditLog(
    query: AuditFilter & { after?: string | undefined; limit: number },
  ): Promise<{ items: AuditRecord[]; next: string | null }>;
}
