import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "private_fragment" (
    "bare_jid" text NOT NULL,
    "namespace" text NOT NULL,
    "name" text NOT NULL,
    "bytes" integer NOT NULL,
    "xml" text NOT NULL,
    PRIMARY KEY ("bare_jid", "namespace", "name")
  )`,
  `CREATE TABLE "vcard" ("bare_jid" text PRIMARY KEY NOT NULL, "xml" text NOT NULL)`,
  `CREATE TABLE "block" (
    "seq" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "bare_jid" text NOT NULL,
    "jid" text NOT NULL
  )`,
  `CREATE UNIQUE INDEX "block_bare_jid_jid" ON "block" ("bare_jid", "jid")`,
  `CREATE TABLE "last_logout" ("bare_jid" text PRIMARY KEY NOT NULL, "at" integer NOT NULL)`,
  // A namesake made later must neither read nor be bound by what another left.
  `CREATE TRIGGER "account_removed_private" AFTER DELETE ON "account" BEGIN
    DELETE FROM "private_fragment" WHERE "bare_jid" = OLD."bare_jid";
    DELETE FROM "vcard" WHERE "bare_jid" = OLD."bare_jid";
    DELETE FROM "last_logout" WHERE "bare_jid" = OLD."bare_jid";
    DELETE FROM "block" WHERE "bare_jid" = OLD."bare_jid";
  END`,
];

const down = [
  'DROP TRIGGER "account_removed_private"',
  ...['private_fragment', 'vcard', 'block', 'last_logout'].map((table) => `DROP TABLE "${table}"`),
];

/** What a user keeps on the server (XEP-0049), vCards (XEP-0054), block lists (XEP-0191), last logouts (XEP-0012). */
export class PrivateVcardBlocks1795403600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
