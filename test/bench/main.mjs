/**
 * Speed and size against a peer in the same run, because wall-clock time and even CPU time drift on shared machines.
 * Prints one JSON document. `--sessions N` (1000), `--messages N` (40000), `--no-peer`.
 */
import { parseArgs } from 'node:util';
import { startDormouse } from './dormouse-server.mjs';
import { startProsody } from './prosody-server.mjs';
import { chat, queued, sessions } from './scenarios.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '40000' },
    peer: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const count = Number(values.sessions);
const messages = Number(values.messages);

async function measure(start) {
  const idle = await start(count);
  if (idle === undefined) return undefined;
  const figures = { server: idle.name, ...(idle.readyMs && { readyMs: Math.round(idle.readyMs) }) };
  try {
    Object.assign(figures, await sessions(idle, count));
  } finally {
    await idle.stop();
  }
  const busy = await start(20);
  try {
    Object.assign(figures, await chat(busy, messages), await queued(busy, 20, 200));
  } finally {
    await busy.stop();
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
