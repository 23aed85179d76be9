import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Right, Role } from '#contracts';

/** A dashboard account. */
@Entity({ name: 'operator' })
export class OperatorEntity {
  @PrimaryColumn({ type: 'text' })
  username!: string;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'simple-json', default: '[]' })
  rights!: Right[];

  @Column({ type: 'boolean', default: false })
  disabled!: boolean;

  @Column({ name: 'created_at', type: 'integer', default: 0 })
  createdAt!: number;

  @Column({ name: 'last_sign_in_at', type: 'integer', nullable: true })
  lastSignInAt!: number | null;

  @Column({ name: 'totp_secret', type: 'text', nullable: true })
  totpSecret!: string | null;

  @Column({ name: 'totp_confirmed', type: 'boolean', default: false })
  totpConfirmed!: boolean;

  @Column({ name: 'totp_last_step', type: 'integer', default: -1 })
  totpLastStep!: number;

  @Column({ name: 'recovery_hashes', type: 'simple-json', default: '[]' })
  recoveryHashes!: string[];
}
