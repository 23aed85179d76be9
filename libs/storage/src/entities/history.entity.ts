import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Figures of a stretch of time, as JSON. */
@Entity({ name: 'history' })
export class HistoryEntity {
  @PrimaryColumn({ type: 'integer' })
  step!: number;

  @PrimaryColumn({ type: 'integer' })
  at!: number;

  @Column({ type: 'text' })
  figures!: string;
}
