import type { Role } from '#contracts';

/** A key for programs. Times in milliseconds since the epoch. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the key, base64url: 256 random bits need no slow hash. */
  readonly hash: string;
  readonly role: Role;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly lastUsedAt: number | null;
  readonly lastAddress: string | null;
}

export interface ApiKeyStore {
  /** False when the name is taken. */
  add(key: ApiKey): Promise<boolean>;
  findByHash(hash: string): Promise<ApiKey | undefined>;
  /** By name. */
  list(): Promise<ApiKey[]>;
  /** The removed one. */
  remove(id: string): Promise<ApiKey | undefined>;
  recordUse(id: string, at: number, address: string): Promise<void>;
}
