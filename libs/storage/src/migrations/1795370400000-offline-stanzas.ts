import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  // AUTOINCREMENT, so that a number once handed out is never given to a later stanza.
  `CREATE TABLE "offline_stanza" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "bare_jid" text NOT NULL,
    "kind" text NOT NULL,
    "type" text NOT NULL,
    "sender" text NOT NULL,
    "at" integer NOT NULL,
    "xml" text NOT NULL
  )`,
  // seq is part of every index: counting and reading one user in order need nothing else.
  `CREATE INDEX "offline_stanza_bare_jid" ON "offline_stanza" ("bare_jid")`,
  // A namesake made later must not read what was meant for another.
  `CREATE TRIGGER "account_removed_offline" AFTER DELETE ON "account" BEGIN
    DELETE FROM "offline_stanza" WHERE "bare_jid" = OLD."bare_jid";
  END`,
];

const down = ['DROP TRIGGER "account_removed_offline"', 'DROP TABLE "offline_stanza"'];

/** Stanzas kept for the next login (XEP-0160). Times are milliseconds since the epoch. */
export class OfflineStanzas1795370400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
