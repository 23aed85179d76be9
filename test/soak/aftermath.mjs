import { setTimeout as pause } from 'node:timers/promises';
import { MORTAL_CLASSES } from './heap-census.mjs';
import { becomes } from './patience.mjs';

/**
 * How much more may be alive after the soak than before the first client came, bytes. The resident size says little: a
 * collector gives memory back when it likes. The heap after a full collection is exact, and what may have grown in it
 * does not grow with the number of messages: compiled code, prepared statements, the caches of addresses, the last
 * events. A single forgotten kilobyte for each of the some thousand sessions would be above it.
 */
const GROWTH = 8_000_000;

/**
 * A server that everybody has left: no session, no queue, no connection, and, once the longest deadline is past, no
 * object of the kind in its heap either, be it in a timer, a map or a closure.
 */
export async function aftermath(server, before, deadline, faults) {
  const over = await becomes(async () => {
    const { connected, hibernating, queuedStanzas, queuedBytes } = await server.overview();
    return connected + hibernating + queuedStanzas + queuedBytes === 0;
  });
  const sessions = (await server.control('GET', '/sessions?limit=5')).body;
  if (!over || sessions.total > 0)
    faults.push(`left behind: ${JSON.stringify({ overview: await server.overview(), sessions })}`);
  for (const name of ['xmpp_sm_session_count', 'xmpp_sm_queue_usage', 'xmpp_c2s_active_connections'])
    if (!(await becomes(async () => (await server.metric(name)) === 0)))
      faults.push(`${name} is ${await server.metric(name)} when everybody has left`);

  // Deadlines are cancelled lazily: what is over stays booked until its hour has come.
  await pause(Math.max(0, deadline - performance.now()));
  const after = await server.heap();
  for (const name of MORTAL_CLASSES)
    if (after.of[name] > before.of[name])
      faults.push(`${after.of[name] - before.of[name]} objects of class ${name} are left in the heap`);
  if (after.bytes - before.bytes > GROWTH)
    faults.push(`the heap grew from ${before.bytes} to ${after.bytes} bytes`);
  return { before, after };
}
