import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an operator did; only ever appended. */
@Entity({ name: 'audit_log' })
export class AuditLogEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ type: 'integer' })
  at!: number;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  target!: string;

  @Column({ type: 'text' })
  detail!: string;

  @Column({ type: 'text' })
  result!: string;
}
