import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One contact of one account, with a request to subscribe that waits for an answer. */
@Entity({ name: 'roster_item', withoutRowid: true })
@Index('roster_item_contact', ['contact'])
export class RosterItemEntity {
  @PrimaryColumn({ type: 'text' })
  owner!: string;

  @PrimaryColumn({ type: 'text' })
  contact!: string;

  @Column({ type: 'boolean' })
  listed!: boolean;

  @Column({ type: 'text' })
  name!: string;

  /** JSON array of strings. */
  @Column({ type: 'text' })
  groups!: string;

  @Column({ type: 'text' })
  subscription!: string;

  @Column({ type: 'boolean' })
  ask!: boolean;

  @Column({ type: 'boolean' })
  approved!: boolean;

  @Column({ type: 'text', nullable: true })
  request!: string | null;
}
