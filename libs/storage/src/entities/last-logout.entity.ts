import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When all of a user's resources had left; ms since the epoch. */
@Entity({ name: 'last_logout' })
export class LastLogoutEntity {
  @PrimaryColumn({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'integer' })
  at!: number;
}
