import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An XMPP account; SCRAM keys only (RFC 5802 §3), base64. */
@Entity({ name: 'account' })
export class AccountEntity {
  @PrimaryColumn({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'text' })
  salt!: string;

  @Column({ type: 'integer' })
  iterations!: number;

  @Column({ name: 'sha1_stored_key', type: 'text' })
  sha1StoredKey!: string;

  @Column({ name: 'sha1_server_key', type: 'text' })
  sha1ServerKey!: string;

  @Column({ name: 'sha256_stored_key', type: 'text' })
  sha256StoredKey!: string;

  @Column({ name: 'sha256_server_key', type: 'text' })
  sha256ServerKey!: string;

  @Column({ type: 'boolean', default: false })
  disabled!: boolean;

  @Column({ name: 'created_at', type: 'integer' })
  createdAt!: number;

  @Column({ name: 'last_login_at', type: 'integer', nullable: true })
  lastLoginAt!: number | null;
}
