/**
 * Judges what the clients wrote down (see Diary), and nothing else. All of it was read to the end: everybody was connected,
 * everything acknowledged, everything received.
 *
 * - A message for a steady client arrives there, once, in the order in which its sender sent it, and never comes back.
 * - One for a mortal has one outcome: received, or come back as an error. When its session is over, what the server could
 *   not know to be received may come again (XEP-0198 §5). What waited over an end may be overtaken.
 * - An iq has one answer.
 * - An h never goes back and never counts what was not sent; every `<resume/>` within the granted time is `<resumed/>`.
 */
export function judge(diaries) {
  const violations = [];
  const totals = { sent: 0, acknowledged: 0, received: 0, 'came back': 0, stored: 0, resumed: 0 };
  const receipts = collect(diaries, violations);
  for (const diary of diaries) {
    for (const { at, kind, text } of diary.faults)
      violations.push({ kind, at, who: [diary.plan.index], text: `${diary.plan.name}: ${text}` });
    totals.resumed += diary.resumes.filter(({ outcome }) => outcome === 'resumed').length;
    judgeSent(diary, diaries, receipts, violations, totals);
    judgeOrder(diary, diaries, violations);
    judgeStored(diary, violations);
  }
  violations.sort((a, b) => a.at - b.at);
  return { violations, totals };
}

const isMessage = (id) => /^[mf]\./.test(id);
const isIq = (id) => /^[qpg]\./.test(id);
const senderOf = (id) => Number(id.split('.')[1]);

/** What became of each stanza: by id, receipts `{ by, life, index, at }` and answers or errors `{ by, at, type }`. */
function collect(diaries, violations) {
  const found = new Map();
  for (const { plan, got } of diaries)
    for (const { id, type, ...receipt } of got) {
      if (!isMessage(id) && !isIq(id)) continue;
      const sender = diaries[senderOf(id)];
      if (!sender?.sent.has(id))
        violations.push({
          kind: 'invented',
          at: receipt.at,
          who: [plan.index],
          id,
          text: `${id} was never sent`,
        });
      if (!found.has(id)) found.set(id, { receipts: [], answers: [] });
      const back = isIq(id) || type === 'error';
      found.get(id)[back ? 'answers' : 'receipts'].push({ by: plan.index, type, ...receipt });
    }
  return found;
}

/** Whom a message is for: one client, or all of an account. */
function addressees(id, diaries) {
  const to = Number(id.split('.')[2]);
  return diaries.filter(({ plan }) =>
    id.startsWith('m') ? plan.index === to : plan.account === to && plan.steady,
  );
}

function judgeSent(diary, diaries, found, violations, totals) {
  for (const stanza of diary.sent.values()) {
    const { id, at, state } = stanza;
    const { receipts = [], answers = [] } = found.get(id) ?? {};
    const add = (kind, other, detail) =>
      violations.push({
        kind,
        at,
        id,
        who: [...new Set([diary.plan.index, other.index])],
        text: `${kind}: ${id} from ${diary.plan.name} (session ${stanza.life}, ${state}) to ${other.name}: ${detail}`,
      });
    if (state === 'sent') add('never acknowledged', diary.plan, 'the end came first');
    if (isIq(id)) {
      totals.stored += id.startsWith('q') ? 1 : 0;
      if (!diary.plan.steady) continue;
      if (answers.length !== 1)
        add(answers.length === 0 ? 'lost' : 'twice', diary.plan, `${answers.length} answers`);
      else if (answers[0].type !== 'result') add('failed', diary.plan, `answered by ${answers[0].type}`);
      continue;
    }
    totals.sent++;
    if (state === 'acked') totals.acknowledged++;
    if (receipts.length > 0) totals.received++;
    if (answers.length > 0) totals['came back']++;
    const targets = addressees(id, diaries);
    for (const { by } of receipts)
      if (!targets.some(({ plan }) => plan.index === by))
        add('astray', diaries[by].plan, 'it was for others');
    for (const target of targets) {
      const here = receipts.filter(({ by }) => by === target.plan.index);
      const problem = target.plan.steady
        ? steadyOutcome(here, answers, state)
        : mortalOutcome(here, answers, state, target);
      if (problem !== undefined) add(...[problem[0], target.plan, problem[1]]);
    }
  }
}

const received = (here) =>
  `received ${here.length} times${here.map(({ life, index }) => `, in session ${life} as ${index}`).join('')}`;

function steadyOutcome(here, answers, state) {
  if (here.length > 1) return ['twice', received(here)];
  if (answers.length > 0) return ['came back', 'from a session that never ended'];
  return here.length === 0 && state === 'acked' ? ['lost', 'never received'] : undefined;
}

function mortalOutcome(here, answers, state, target) {
  const sessions = here.map(({ life }) => life);
  if (new Set(sessions).size < sessions.length) return ['twice', received(here)];
  // Whether or not the server knows of the last one: after one that it does know of there must be none.
  const known = here.filter((receipt) => target.isCertain(receipt));
  if (known.length + answers.length > 1 || here.slice(0, -1).some((receipt) => known.includes(receipt)))
    return ['twice', `${received(here)}, came back ${answers.length} times`];
  return here.length + answers.length === 0 && state === 'acked'
    ? ['lost', 'neither received nor come back']
    : undefined;
}

/** Where what one sender sent goes down in what this one received. */
function judgeOrder({ plan, lives, got }, diaries, violations) {
  const last = new Map();
  for (const { id, type, life, at } of got) {
    if (!isMessage(id) || type === 'error') continue;
    const sender = diaries[senderOf(id)];
    const stanza = sender?.sent.get(id);
    if (stanza === undefined) continue;
    // What was kept for a mortal's next session comes out of a store, beside what is new.
    if (!plan.steady && stanza.at <= lives[life - 1].beganAt) continue;
    const key = `${sender.plan.index} ${life}`;
    const before = last.get(key);
    if (before !== undefined && stanza.order < before.order)
      violations.push({
        kind: 'out of order',
        at,
        id,
        who: [sender.plan.index, plan.index],
        text: `out of order: ${plan.name} got ${id} after ${before.id} from ${sender.plan.name}`,
      });
    else last.set(key, stanza);
  }
}

/** The last fragment stored is the one that is there in the end. */
function judgeStored({ plan, sent, kept }, violations) {
  const stored = [...sent.values()].filter(({ id }) => id.startsWith('q')).pop();
  const n = stored === undefined ? undefined : Number(stored.id.split('.')[2]);
  if (n === undefined || kept === undefined || kept === n) return;
  violations.push({
    kind: 'lost',
    at: stored.at,
    id: stored.id,
    who: [plan.index],
    text: `lost: ${plan.name} stored ${n} and found ${kept}`,
  });
}
