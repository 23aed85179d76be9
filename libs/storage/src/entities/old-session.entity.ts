import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { EndReason } from '#contracts';

/** The h of an ended session (XEP-0198 §5). `seq` breaks ties between sessions that ended in the same millisecond. */
@Entity({ name: 'old_session' })
@Index('old_session_sm_id_hash', ['smIdHash'], { unique: true })
@Index('old_session_session_id', ['sessionId'])
@Index('old_session_bare_jid_ended_at', ['bareJid', 'endedAt'])
@Index('old_session_ended_at', ['endedAt'])
@Index('old_session_reason_ended_at', ['reason', 'endedAt'])
export class OldSessionEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ name: 'sm_id_hash', type: 'text' })
  smIdHash!: string;

  @Column({ name: 'session_id', type: 'text' })
  sessionId!: string;

  @Column({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'text' })
  resource!: string;

  @Column({ type: 'integer' })
  h!: number;

  @Column({ name: 'ended_at', type: 'integer' })
  endedAt!: number;

  @Column({ type: 'text' })
  reason!: EndReason;
}
