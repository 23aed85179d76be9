/**
 * A data directory as a server leaves it that was killed with many sessions asleep: accounts and ended sessions in the
 * database, the sleepers in a journal, all written by the server's own code. Logging them in over sockets would take an hour.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeDisk, openJournal } from '../../dist/libs/journal/src/index.js';
import { systemEventLoop } from '../../dist/libs/ports/src/index.js';
import { makeDataDir, openDatabase, Storage } from '../../dist/libs/storage/src/index.js';

const HOUR = 3_600_000;
const REASONS = ['connection-lost', 'ack-timeout', 'displaced', 'protocol-error'];
const ENDS = ['expired', 'evicted', 'killed'];
const BATCH = 500;

const bareJid = (n) => `u${n}@localhost`;
const hash = (text) => createHash('sha256').update(text).digest('base64url');

/** @param crowd `sessions` asleep and `old` ended ones, spread over `accounts`; `stanzas` at most in one queue */
export async function writeCrowd(dataDir, { sessions, accounts, old, stanzas }) {
  await makeDataDir(dataDir);
  // The accounts are older than their sessions: a namesake's would not come back.
  const storage = new Storage(await openDatabase(dataDir), { now: () => Date.now() - 24 * HOUR });
  await storage.accounts.add(
    Array.from({ length: accounts }, (_, n) => ({ bareJid: bareJid(n), keys: KEYS })),
  );
  const now = Date.now();
  const ended = Array.from({ length: old }, (_, n) => ({
    smIdHash: hash(`old ${n}`),
    sessionId: idOf(n, now - 10 * HOUR),
    bareJid: bareJid(n % accounts),
    resource: `phone${n}`,
    h: n,
    endedAt: now - HOUR - ((n * 7919) % HOUR),
    reason: ENDS[n % ENDS.length],
  }));
  for (let from = 0; from < old; from += 20_000)
    await storage.oldSessions.remember(ended.slice(from, from + 20_000), () => null);
  await storage.close();
  await writeJournal(join(dataDir, 'journal'), { sessions, accounts, stanzas, now });
}

/** Of nobody who logs in here. */
const KEYS = {
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  iterations: 4096,
  sha1: { storedKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=', serverKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
  sha256: {
    storedKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    serverKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  },
};

const idOf = (n, at) =>
  `${at.toString(36).padStart(9, '0')}${Math.floor(n / 46_656)
    .toString(36)
    .padStart(4, '0')}${(n % 46_656).toString(36).padStart(3, '0')}`;

async function writeJournal(folder, { sessions, accounts, stanzas, now }) {
  mkdirSync(folder, { recursive: true });
  const { journal } = openJournal({
    disk: new NodeDisk(folder),
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    loop: systemEventLoop,
    fsync: false,
    segmentBytes: 1 << 30,
    liveBytes: () => 0,
    onFatal: (error) => {
      throw error;
    },
    log: { warn: (message) => process.stderr.write(`${message}\n`) },
  });
  for (let from = 0; from < sessions; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, sessions - from) }, (_, i) =>
      sleeper(from + i, { accounts, stanzas, now }),
    );
    await new Promise((safe) => journal.append(batch.flat(), safe));
  }
  await journal.close();
}

/** The entries of one session: what it is with what waits for it. */
function sleeper(n, { accounts, stanzas, now }) {
  const user = bareJid((n * 31) % accounts);
  const queue = Array.from({ length: (n * 17) % (stanzas + 1) }, (_, i) => message(`${user}/r${n}`, i, now));
  const id = idOf(n, now - 5 * HOUR);
  const span = null;
  const state = {
    id,
    bareJid: user,
    resource: `r${n}`,
    openedAt: now - 5 * HOUR + n,
    sm: {
      namespace: 'urn:xmpp:sm:3',
      smIdHash: hash(id),
      hibernationTime: 12 * HOUR,
      inbound: n % 1000,
      acked: (n * 3) % 1000,
      sent: 0,
    },
    queue,
    held: [],
    owed: [],
    facts: {
      presence: null,
      priority: (n % 7) - 3,
      inactive: false,
      carbons: false,
      interested: false,
      watchesBlocks: false,
    },
    directed: [],
    done: [],
    resumes: n % 5,
    lastAddress: `192.0.2.${n % 254}`,
    span,
    hibernation: {
      since: now - HOUR + ((n * 7919) % HOUR),
      deadline: now + 6 * HOUR + ((n * 104_729) % HOUR),
      reason: REASONS[n % REASONS.length],
      queued: queue.length,
      span,
    },
    ending: null,
  };
  const session = { id, journalNo: 0, journalSegment: 0 };
  return [...queue.map((stanza) => ({ kind: 'stanza', stanza })), { kind: 'session', session, state }];
}

function message(to, i, at) {
  const xml = `<message xmlns='jabber:client' to='${to}' from='juliet@localhost/x' type='chat' id='m${i}'><body>Wherefore art thou?</body></message>`;
  return {
    xml,
    bytes: Buffer.byteLength(xml),
    at,
    kind: 'message',
    type: 'chat',
    from: 'juliet@localhost/x',
    delayed: false,
    transient: false,
    noStore: false,
    copy: false,
    arrived: false,
    journalNo: 0,
    journalSegment: 0,
  };
}
