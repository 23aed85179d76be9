import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventKind } from '#contracts';

/** A lifecycle event as operators read it. Every index holds the row's number too, so each is also an order. */
@Entity({ name: 'event' })
@Index('event_at', ['at'])
@Index('event_session_id_at', ['sessionId', 'at'])
@Index('event_bare_jid_at', ['bareJid', 'at'])
@Index('event_kind_at', ['kind', 'at'])
@Index('event_reason_at', ['reason', 'at'])
export class EventEntity {
  @PrimaryColumn({ type: 'integer' })
  seq!: number;

  @Column({ type: 'integer' })
  at!: number;

  @Column({ type: 'text' })
  kind!: EventKind;

  @Column({ name: 'bare_jid', type: 'text', nullable: true })
  bareJid!: string | null;

  @Column({ name: 'session_id', type: 'text', nullable: true })
  sessionId!: string | null;

  @Column({ type: 'text', nullable: true })
  resource!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  detail!: string | null;

  @Column({ name: 'trace_id', type: 'text', nullable: true })
  traceId!: string | null;
}
