import type { NestExpressApplication } from '@nestjs/platform-express';
import { Readiness } from '#admin-api';
import { C2sListeners } from '#c2s';
import { DeadlineWheel, Shutdown } from '#sessions';

/** SIGTERM must be done with in less than the ten seconds that supervisors give. */
const WITHIN = 9_000;

/** Stops in order: nobody new, every session to sleep or to its end, then stores and servers. */
export async function drain(
  app: NestExpressApplication,
  closers: readonly (() => Promise<void>)[],
): Promise<void> {
  const overdue = setTimeout(() => {
    process.stderr.write('{"level":50,"msg":"stopping took too long; leaving"}\n');
    process.exit(1);
  }, WITHIN);
  app.get(Readiness).state = 'draining';
  app.get(C2sListeners).stop();
  await app.get(Shutdown).stop();
  app.get(DeadlineWheel).stop();
  for (const close of closers) await close();
  clearTimeout(overdue);
}
