import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Of whom everything is recorded in traces, until when, and who said so. */
@Entity({ name: 'traced_user' })
export class TracedUserEntity {
  @PrimaryColumn({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'integer' })
  until!: number;

  @Column({ name: 'set_by', type: 'text' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'integer' })
  setAt!: number;
}
