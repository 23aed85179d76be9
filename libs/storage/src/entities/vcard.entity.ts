import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user's vCard. */
@Entity({ name: 'vcard' })
export class VcardEntity {
  @PrimaryColumn({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @Column({ type: 'text' })
  xml!: string;
}
