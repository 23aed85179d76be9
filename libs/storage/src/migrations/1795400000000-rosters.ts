import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is neither listed nor waiting for an answer is nothing: so that one upsert can also forget. */
const forgotten = `NEW."listed" = 0 AND NEW."request" IS NULL BEGIN
    DELETE FROM "roster_item" WHERE "owner" = NEW."owner" AND "contact" = NEW."contact";
  END`;

const up = [
  // Without a rowid the contacts of one account lie together, and are read in one go.
  `CREATE TABLE "roster_item" (
    "owner" text NOT NULL,
    "contact" text NOT NULL,
    "listed" boolean NOT NULL,
    "name" text NOT NULL,
    "groups" text NOT NULL,
    "subscription" text NOT NULL,
    "ask" boolean NOT NULL,
    "approved" boolean NOT NULL,
    "request" text,
    PRIMARY KEY ("owner", "contact")
  ) WITHOUT ROWID`,
  `CREATE INDEX "roster_item_contact" ON "roster_item" ("contact")`,
  `CREATE TRIGGER "roster_item_added_empty" AFTER INSERT ON "roster_item" WHEN ${forgotten}`,
  `CREATE TRIGGER "roster_item_emptied" AFTER UPDATE ON "roster_item" WHEN ${forgotten}`,
  // Nobody stays subscribed to who is gone, or a namesake made later would see and be seen without having been asked.
  `CREATE TRIGGER "account_removed_roster" AFTER DELETE ON "account" BEGIN
    DELETE FROM "roster_item" WHERE "owner" = OLD."bare_jid";
    UPDATE "roster_item" SET "subscription" = 'none', "ask" = 0, "approved" = 0, "request" = NULL
      WHERE "contact" = OLD."bare_jid";
  END`,
];

const down = ['DROP TRIGGER "account_removed_roster"', 'DROP TABLE "roster_item"'];

/** Contact lists and requests to subscribe (RFC 6121 §2, §3). */
export class Rosters1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
