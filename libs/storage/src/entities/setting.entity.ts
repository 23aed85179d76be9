import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An option's value that was set while the server ran, as JSON. */
@Entity({ name: 'setting' })
export class SettingEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  value!: string;

  @Column({ name: 'set_by', type: 'text' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'integer' })
  setAt!: number;
}
