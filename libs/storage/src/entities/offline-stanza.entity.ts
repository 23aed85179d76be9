import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A stanza that waits for its account's next login. */
@Entity({ name: 'offline_stanza' })
@Index('offline_stanza_bare_jid', ['bareJid'])
@Index('offline_stanza_intent', ['intent'], { unique: true })
export class OfflineStanzaEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'text' })
  kind!: 'message' | 'presence';

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  sender!: string;

  @Column({ type: 'integer' })
  at!: number;

  @Column({ type: 'text' })
  xml!: string;

  /** Number of the journal's intent it was written for. */
  @Column({ type: 'integer', nullable: true })
  intent!: number | null;
}
