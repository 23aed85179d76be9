import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The past of the overview's figures. Times are milliseconds since the epoch. */
export class History1795411100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "history" (
      "step" integer NOT NULL,
      "at" integer NOT NULL,
      "figures" text NOT NULL,
      PRIMARY KEY ("step", "at")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "history"');
  }
}
