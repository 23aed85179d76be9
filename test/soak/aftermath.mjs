import { setTimeout as pause } from 'node:timers/promises';
import { growth, MORTAL_CLASSES } from './heap-census.mjs';
import { becomes } from './patience.mjs';

/**
 * How much more may be alive after the soak than before it, on a server that has worked already; bytes. The resident size
 * says little: a collector gives memory back when it likes. The heap after a full collection is exact, and what may
 * have grown in it does not grow with the number of messages: compiled code, prepared statements, the caches of addresses, the
 * last events. A single forgotten kilobyte for each of the some thousand sessions would be above it.
 */
const GROWTH = 8_000_000;

/** Of that, all but compiled code: how much of the program V8 compiles is up to how busy the machine is, the rest is up to us. */
const OWN_GROWTH = 4_000_000;
const own = ({ bytes, compiled }) => bytes - compiled;

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

  await pause(Math.max(0, deadline - performance.now()));
  const after = await server.heap();
  for (const name of MORTAL_CLASSES)
    if (after.of[name] > 0) faults.push(`${after.of[name]} objects of class ${name} are left in the heap`);
  if (after.bytes - before.bytes > GROWTH || own(after) - own(before) > OWN_GROWTH) {
    const most = growth(before, after).map(([name, bytes]) => `${name} ${bytes}`);
    faults.push(
      `the heap grew from ${before.bytes} to ${after.bytes} bytes, without compiled code from ${own(before)} to ${own(after)}; most of all ${most.join(', ')}`,
    );
  }
  return { before, after };
}
