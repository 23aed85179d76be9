import type {
  AuditEntry,
  AuditFilter,
  AuditRecord,
  NewOperatorRow,
  Operator,
  OperatorOutcome,
  OperatorStore,
  SecondFactor,
} from '#ports';

/** Dashboard accounts and the audit log, in memory. */
export class MemoryOperators implements OperatorStore {
  readonly operators = new Map<string, Operator>();
  readonly entries: AuditRecord[] = [];

  async count(): Promise<number> {
    return this.operators.size;
  }

  async find(username: string): Promise<Operator | undefined> {
    return this.operators.get(username);
  }

  async list(): Promise<Operator[]> {
    return [...this.operators.values()].sort((a, b) => (a.username < b.username ? -1 : 1));
  }

  async add({ rights = [], ...operator }: NewOperatorRow): Promise<boolean> {
    if (this.operators.has(operator.username)) return false;
    const rest = { disabled: false, lastSignInAt: null, secondFactor: null };
    this.operators.set(operator.username, { ...operator, rights, ...rest });
    return true;
  }

  async setPassword(username: string, passwordHash: string): Promise<boolean> {
    return this.set(username, { passwordHash });
  }

  async change(
    username: string,
    changes: Partial<Pick<Operator, 'role' | 'rights' | 'disabled'>>,
  ): Promise<OperatorOutcome> {
    const operator = this.operators.get(username);
    if (operator === undefined) return 'not-found';
    const changed = { ...operator, ...changes };
    if (!isAdmin(changed) && this.isLastAdmin(operator)) return 'last-admin';
    this.operators.set(username, changed);
    return 'done';
  }

  async remove(username: string): Promise<OperatorOutcome> {
    const operator = this.operators.get(username);
    if (operator === undefined) return 'not-found';
    if (this.isLastAdmin(operator)) return 'last-admin';
    this.operators.delete(username);
    return 'done';
  }

  async recordSignIn(username: string, at: number): Promise<void> {
    this.set(username, { lastSignInAt: at });
  }

  async setSecondFactor(username: string, secondFactor: SecondFactor | null): Promise<boolean> {
    return this.set(username, { secondFactor });
  }

  async useStep(username: string, step: number): Promise<boolean> {
    const factor = this.operators.get(username)?.secondFactor;
    if (!factor || factor.lastStep >= step) return false;
    return this.set(username, { secondFactor: { ...factor, lastStep: step } });
  }

  async useRecoveryCode(username: string, hash: string): Promise<boolean> {
    const factor = this.operators.get(username)?.secondFactor;
    if (!factor?.recoveryHashes.includes(hash)) return false;
    const recoveryHashes = factor.recoveryHashes.filter((one) => one !== hash);
    return this.set(username, { secondFactor: { ...factor, recoveryHashes } });
  }

  async audit(entry: AuditEntry): Promise<string> {
    const id = String(this.entries.length + 1);
    this.entries.push({ via: null, address: null, before: null, after: null, ...entry, id });
    return id;
  }

  async auditLog({ after, limit, ...filter }: AuditFilter & { after?: string | undefined; limit: number }) {
    const start = after === undefined ? 0 : Number(after);
    if (Number.isNaN(start)) throw new RangeError('not a cursor');
    const found = [...this.entries].reverse().filter((entry) => matches(entry, filter));
    const items = found.slice(start, start + limit);
    return { items, next: start + limit < found.length ? String(start + limit) : null };
  }

  private isLastAdmin(operator: Operator): boolean {
    return isAdmin(operator) && [...this.operators.values()].filter(isAdmin).length === 1;
  }

  private set(username: string, changed: Partial<Operator>): boolean {
    const operator = this.operators.get(username);
    if (operator !== undefined) this.operators.set(username, { ...operator, ...changed });
    return operator !== undefined;
  }
}

const isAdmin = ({ role, disabled }: Operator): boolean => role === 'admin' && !disabled;

function matches(
  entry: AuditRecord,
  { actor, action, target = '', result = '', from, to }: AuditFilter,
): boolean {
  return (
    (actor === undefined || entry.actor === actor) &&
    (action === undefined || entry.action === action) &&
    entry.target.includes(target) &&
    entry.result.startsWith(result) &&
    (from === undefined || entry.at >= from) &&
    (to === undefined || entry.at < to)
  );
}
