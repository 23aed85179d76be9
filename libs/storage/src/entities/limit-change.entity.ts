import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { LimitName } from '#contracts';

/** One change of one user's limit; values are JSON, null is no own value. */
@Entity({ name: 'limit_change' })
@Index('limit_change_bare_jid', ['bareJid', 'seq'])
export class LimitChangeEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'text' })
  name!: LimitName;

  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;

  @Column({ name: 'set_by', type: 'text' })
  setBy!: string;

  @Column({ type: 'integer' })
  at!: number;
}
