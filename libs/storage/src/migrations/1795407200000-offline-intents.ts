import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  'ALTER TABLE "offline_stanza" ADD COLUMN "intent" integer',
  // SQLite tells NULLs apart: stanzas written without a journal do not collide.
  'CREATE UNIQUE INDEX "offline_stanza_intent" ON "offline_stanza" ("intent")',
];

const down = ['DROP INDEX "offline_stanza_intent"', 'ALTER TABLE "offline_stanza" DROP COLUMN "intent"'];

/** So that a stanza the journal kept is not written twice after a crash. */
export class OfflineIntents1795407200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
