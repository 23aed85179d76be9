import { Ledger } from './ledger.mjs';

/**
 * Judges the devices' logs. Every message that its sender was told to be handled has one outcome: received once, or
 * come back as an error. More than that is a duplicate, none is a loss, with two exceptions that XEP-0198 cannot
 * spare anybody (§5, a session that ends with stanzas whose acknowledgement never arrived):
 *
 * - A device of the mortal may have received what its server never learned of; once that session has ended the message
 *   is received again by an heir, or comes back. What the server must have known (`certain`) is never excused.
 * - An error that finds its addressee's session over is dropped. So a message from mortal to mortal may end without an
 *   outcome, if its sender's session has ended since or may have had a full queue.
 *
 * Steady devices have neither: what is sent to them arrives, once, in order.
 */
export function judge(logs) {
  const ledger = new Ledger(logs);
  const violations = [];
  for (const log of logs)
    for (const fault of log.faults)
      violations.push({ kind: 'fault', pair: [log.index], text: `${log.name}: ${fault}` });
  for (const key of ledger.invented)
    violations.push({ kind: 'invented', pair: [], text: `${key} was never sent` });
  const totals = { sent: 0, acknowledged: 0, received: 0, bounced: 0, unknown: 0, excused: 0 };
  for (const entry of ledger.entries.values()) {
    count(totals, entry);
    const problem = problemOf(entry, ledger);
    if (problem === 'excused') totals.excused++;
    else if (problem !== undefined)
      violations.push({
        kind: problem,
        pair: [entry.from, entry.to],
        text: `${problem}: ${tell(entry, logs)}`,
      });
  }
  for (const log of logs)
    for (const { from, before, after } of disorder(log, ledger))
      violations.push({
        kind: 'out of order',
        pair: [from, log.index],
        text: `out of order: ${log.name} got ${after} after ${before} from ${logs[from].name}`,
      });
  return { violations, totals };
}

function count(totals, { message, receipts, bounces }) {
  totals.sent++;
  if (message.state === 'acked') totals.acknowledged++;
  if (message.state === 'unknown') totals.unknown++;
  if (receipts.length > 0) totals.received++;
  if (bounces.length > 0) totals.bounced++;
}

function problemOf({ from, to, message, receipts, bounces }, { logs, isCertain }) {
  if (message.state === 'sent') return 'never acknowledged';
  const sessions = receipts.map(({ by, life }) => `${by} ${life}`);
  if (new Set(sessions).size < sessions.length) return 'twice in one session';
  if (receipts.filter(isCertain).length + bounces.length > 1) return 'more than one outcome';
  if (logs[to].steady && bounces.length > 0) return 'came back from a session that never ended';
  if (receipts.length + bounces.length > 0 || message.state === 'unknown') return undefined;
  const sender = logs[from];
  const deaf = message.life < sender.lives.length || sender.narrow;
  return !sender.steady && !logs[to].steady && deaf ? 'excused' : 'lost';
}

/** Where numbers from one sender go down in what a device got for itself. What the server may take back does not bind the next session. */
function* disorder(log, { isCertain }) {
  const last = new Map();
  const lastInLife = new Map();
  for (const [from, to, n, life, index] of log.got) {
    if (to !== log.index) continue;
    const inLife = `${from} ${life}`;
    const before = Math.max(last.get(from) ?? 0, lastInLife.get(inLife) ?? 0);
    if (n < before) yield { from, before, after: n };
    if (isCertain({ by: log.index, life, index })) last.set(from, Math.max(before, n));
    lastInLife.set(inLife, Math.max(lastInLife.get(inLife) ?? 0, n));
  }
}

const tell = ({ from, to, message, receipts, bounces }, logs) =>
  [
    `number ${message.n} from ${logs[from].name} (life ${message.life}, ${message.state}) to ${logs[to].name}`,
    ...receipts.map(({ by, life, index }) => `received by ${logs[by].name} in life ${life} as ${index}`),
    ...bounces.map(({ life }) => `came back in life ${life}`),
  ].join(', ');
