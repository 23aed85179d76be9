import { setTimeout as pause } from 'node:timers/promises';

/** For one answer: far beyond what a busy machine takes, so that what hangs is told from what is slow; ms. */
const PATIENCE = 60_000;

/** Fails when an answer never comes: a client left hanging is a fault of its own. */
export async function patiently(answer, to) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${to}`)), PATIENCE);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks again and again until something is so; false when patience ends. */
export async function becomes(so, patience = PATIENCE) {
  const until = Date.now() + patience;
  while (!(await so())) {
    if (Date.now() > until) return false;
    await pause(20);
  }
  return true;
}
