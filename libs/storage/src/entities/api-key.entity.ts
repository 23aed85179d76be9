import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts';

/** A key for programs; the key itself is not here. */
@Entity({ name: 'api_key' })
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Index('api_key_name', { unique: true })
  @Column({ type: 'text' })
  name!: string;

  @Index('api_key_hash', { unique: true })
  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'integer' })
  createdAt!: number;

  @Column({ name: 'expires_at', type: 'integer' })
  expiresAt!: number;

  @Column({ name: 'last_used_at', type: 'integer', nullable: true })
  lastUsedAt!: number | null;

  @Column({ name: 'last_address', type: 'text', nullable: true })
  lastAddress!: string | null;
}
