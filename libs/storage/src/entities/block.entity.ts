import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One address a user has blocked. */
@Entity({ name: 'block' })
@Index('block_bare_jid_jid', ['bareJid', 'jid'], { unique: true })
export class BlockEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'text' })
  jid!: string;
}
