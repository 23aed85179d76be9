import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 20_000;

/** The first answer that is something; asks again until it comes. @throws naming what never came */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error(`${what} never came`);
    await pause(50);
  }
}
