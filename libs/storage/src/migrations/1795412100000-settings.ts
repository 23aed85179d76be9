import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values are JSON, in the unit of the option; in a change NULL is what was configured. */
const up = [
  `CREATE TABLE "setting" (
    "name" text PRIMARY KEY NOT NULL,
    "value" text NOT NULL,
    "set_by" text NOT NULL,
    "set_at" integer NOT NULL
  )`,
  `CREATE TABLE "setting_change" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" text NOT NULL,
    "before" text,
    "after" text,
    "set_by" text NOT NULL,
    "at" integer NOT NULL
  )`,
  `CREATE INDEX "setting_change_name" ON "setting_change" ("name", "seq")`,
];

const down = ['DROP TABLE "setting_change"', 'DROP TABLE "setting"'];

/** Options that were changed while the server ran. */
export class Settings1795412100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
