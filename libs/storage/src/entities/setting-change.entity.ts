import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One change of a setting; values are JSON, null is what was configured. */
@Entity({ name: 'setting_change' })
@Index('setting_change_name', ['name', 'seq'])
export class SettingChangeEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;

  @Column({ name: 'set_by', type: 'text' })
  setBy!: string;

  @Column({ type: 'integer' })
  at!: number;
}
