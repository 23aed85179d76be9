import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `CREATE TABLE "event" (
    "seq" integer PRIMARY KEY NOT NULL,
    "at" integer NOT NULL,
    "kind" text NOT NULL,
    "bare_jid" text,
    "session_id" text,
    "resource" text,
    "reason" text,
    "detail" text,
    "trace_id" text
  )`,
  'CREATE INDEX "event_at" ON "event" ("at")',
  'CREATE INDEX "event_session_id_at" ON "event" ("session_id", "at")',
  'CREATE INDEX "event_bare_jid_at" ON "event" ("bare_jid", "at")',
  'CREATE INDEX "event_kind_at" ON "event" ("kind", "at")',
  'CREATE INDEX "event_reason_at" ON "event" ("reason", "at")',
];

const down = ['DROP TABLE "event"'];

/** Lifecycle events, which outlive the process. Times are milliseconds since the epoch. */
export class Events1795411000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
