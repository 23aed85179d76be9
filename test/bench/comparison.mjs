/**
 * Speed and size against a peer in the same run, because wall-clock time and even CPU time drift on shared machines.
 * Prints one JSON document. `--sessions N,N` (1000,5000), `--messages N` (40000), `--no-peer`.
 */
import { parseArgs } from 'node:util';
import { startDormouse } from './dormouse-server.mjs';
import { startProsody } from './prosody-server.mjs';
import { chat, queueing, resumes, sessions } from './scenarios.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '1000,5000' },
    messages: { type: 'string', default: '40000' },
    peer: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const sizes = values.sessions.split(',').map(Number);
const messages = Number(values.messages);

/** Each scenario has a server of its own, and none has to make do with another one's heap. */
async function measure(start) {
  const figures = {};
  for (const [i, count] of sizes.entries()) {
    const idle = await start(count);
    if (idle === undefined) return undefined;
    figures.server = idle.name;
    if (idle.readyMs) figures.readyMs = Math.round(idle.readyMs);
    const found = await sessions(idle, count, { storm: i === 0 }).finally(() => idle.stop());
    for (const [name, value] of Object.entries(found)) figures[`${name} (${count} sessions)`] = value;
  }
  for (const scenario of [
    (s) => chat(s, messages),
    (s) => queueing(s, messages / 2),
    (s) => resumes(s, 20, 400),
  ]) {
    const busy = await start(20);
    Object.assign(figures, await scenario(busy).finally(() => busy.stop()));
  }
  return figures;
}

const ours = await measure(startDormouse);
const peer = values.peer ? await measure(startProsody) : undefined;
const ratios =
  peer &&
  Object.fromEntries(
    Object.keys(ours)
      .filter((key) => typeof ours[key] === 'number' && peer[key] > 0)
      .map((key) => [key, Number((ours[key] / peer[key]).toFixed(3))]),
  );
process.stdout.write(`${JSON.stringify({ ours, peer: peer ?? 'not installed', ratios }, null, 2)}\n`);
