import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users of whom everything is recorded in traces. A namesake made later is somebody else. */
export class TracedUsers1795415000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "traced_user" (
      "bare_jid" text PRIMARY KEY NOT NULL,
      "until" integer NOT NULL,
      "set_by" text NOT NULL,
      "set_at" integer NOT NULL
    )`);
    await runner.query(`CREATE TRIGGER "account_removed_traced_user" AFTER DELETE ON "account" BEGIN
      DELETE FROM "traced_user" WHERE "bare_jid" = OLD."bare_jid";
    END`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER "account_removed_traced_user"');
    await runner.query('DROP TABLE "traced_user"');
  }
}
