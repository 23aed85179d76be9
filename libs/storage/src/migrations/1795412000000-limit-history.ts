import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values are JSON: NULL is no value of the user's own, `null` is unlimited. */
const up = [
  `CREATE TABLE "limit_change" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "bare_jid" text NOT NULL,
    "name" text NOT NULL,
    "before" text,
    "after" text,
    "set_by" text NOT NULL,
    "at" integer NOT NULL
  )`,
  `CREATE INDEX "limit_change_bare_jid" ON "limit_change" ("bare_jid", "seq")`,
  // A namesake made later has nothing to do with it; the audit log keeps who did what.
  `CREATE TRIGGER "account_removed_limit_changes" AFTER DELETE ON "account" BEGIN
    DELETE FROM "limit_change" WHERE "bare_jid" = OLD."bare_jid";
  END`,
];

const down = ['DROP TRIGGER "account_removed_limit_changes"', 'DROP TABLE "limit_change"'];

/** Who gave a user which limits. */
export class LimitHistory1795412000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
