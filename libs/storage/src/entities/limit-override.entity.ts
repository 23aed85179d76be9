import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LimitName } from '#contracts';

/** One user's own value of one limit; null is unlimited. */
@Entity({ name: 'limit_override' })
export class LimitOverrideEntity {
  @PrimaryColumn({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @PrimaryColumn({ type: 'text' })
  name!: LimitName;

  @Column({ type: 'integer', nullable: true })
  value!: number | null;

  @Column({ name: 'set_by', type: 'text' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'integer' })
  setAt!: number;
}
