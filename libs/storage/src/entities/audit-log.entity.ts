import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Via } from '#contracts';

/** What an operator did; only ever appended. */
@Entity({ name: 'audit_log' })
export class AuditLogEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ type: 'integer' })
  at!: number;

  @Index('audit_log_actor')
  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text', nullable: true })
  via!: Via | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Index('audit_log_action')
  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  target!: string;

  @Column({ type: 'text' })
  detail!: string;

  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;

  @Column({ type: 'text' })
  result!: string;
}
