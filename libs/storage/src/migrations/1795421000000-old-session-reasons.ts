import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ended sessions are listed by how they ended, the newest of each first. */
export class OldSessionReasons1795421000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "old_session_reason_ended_at" ON "old_session" ("reason", "ended_at")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "old_session_reason_ended_at"');
  }
}
