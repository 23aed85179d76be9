import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a user keeps on the server: one fragment per namespace and name. */
@Entity({ name: 'private_fragment' })
export class PrivateFragmentEntity {
  @PrimaryColumn({ name: 'bare_jid', type: 'text' })
  bareJid!: string;

  @PrimaryColumn({ type: 'text' })
  namespace!: string;

  @PrimaryColumn({ type: 'text' })
  name!: string;

  /** UTF-8 length of `xml`, before it: adding them up must not read the texts. */
  @Column({ type: 'integer' })
  bytes!: number;

  @Column({ type: 'text' })
  xml!: string;
}
