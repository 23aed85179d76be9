import { attribute, bodyOf } from './parts.mjs';

/** What the server is down for, all in all, while a session waits, ms. */
const LONGEST_DOWNTIME = 30_000;

/**
 * What the clients know, and whether it can be: every acknowledged message has arrived once, or came back, or is kept; in
 * order; no h goes back; who can resume is resumed; nothing is made up.
 */
export class Judge {
  /** By id: what was sent and what became of it. */
  stanzas = new Map();
  violations = [];
  /** Sessions of clients that are over: `{ session, device, at, name, confirmed }`. */
  ended = [];

  constructor(world) {
    this.world = world;
  }

  fault(who, text) {
    const { agenda, tell } = this.world;
    this.violations.push({ at: agenda.now, who: who.name ?? who, text });
    tell(who.name ?? who, `!! ${text}`);
  }

  // --- what clients tell

  /** @param stanza `{ id, xml, to: { user, resource }, kind, type, body }`; presence has no id and no further story */
  composed(device, stanza) {
    const story = {
      ...stanza,
      device,
      at: this.world.agenda.now,
      sessions: [],
      acked: false,
      maybeTwice: false,
      receipts: [],
      answers: [],
    };
    this.stanzas.set(stanza.id, story);
  }

  sent(session, { id }) {
    const story = this.stanzas.get(id);
    if (story !== undefined && story.sessions.at(-1) !== session) story.sessions.push(session);
  }

  acknowledged(_session, { id }) {
    const story = this.stanzas.get(id);
    if (story !== undefined) story.acked = true;
  }

  over(session, left, unknown) {
    const { agenda, deaths } = this.world;
    this.ended.push({ session, device: session.device, at: agenda.now, confirmed: session.confirmed });
    // An h is a prefix of what was reported. What was done above it when the server died only a resumption makes use of.
    const short = deaths > session.deaths;
    for (const { id } of left) {
      const story = this.stanzas.get(id);
      if (story !== undefined && (unknown || short)) story.maybeTwice = true;
    }
  }

  got(device, session, kind, xml) {
    const id = attribute(xml, 'id');
    const from = attribute(xml, 'from') ?? '';
    const type = attribute(xml, 'type') ?? '';
    // Told so that something else happens: nobody waits for these.
    if (kind === 'presence' || id === 'carbons' || xml.includes("xmlns='urn:xmpp:carbons:2'")) return;
    const story = this.stanzas.get(id);
    if (story === undefined) return this.fault(device, `${kind} ${id} from ${from} was never sent`);
    const receipt = {
      device,
      session,
      n: session.h,
      at: this.world.agenda.now,
      available: session.available,
    };
    if (kind === 'iq' || type === 'error') {
      if (story.device !== device) this.fault(device, `an answer to ${id}, which ${story.device.name} sent`);
      story.answers.push({ ...receipt, type });
      return;
    }
    if (device.plan.user !== story.to.user) this.fault(device, `${id} was for ${story.to.user}`);
    if (bodyOf(xml) !== story.body || from !== story.device.fullJid)
      this.fault(device, `${id} is not what was sent`);
    story.receipts.push(receipt);
  }

  /** A `<resume/>` failed. @param sentAt when the server said so */
  refused(device, xml, sentAt) {
    const { session } = device;
    if (session === null) return;
    if (xml.includes('handled-count-too-high'))
      return this.fault(device, `${session.name} is refused although its h is right`);
    const until = session.evidenceAt + session.max;
    if (sentAt < until && !this.world.limited.has(device.plan.user))
      this.fault(
        device,
        `${session.name} cannot be resumed ${Math.round((until - sentAt) / 100) / 10} s before its time is over`,
      );
  }

  // --- the end of the story

  /** All is quiet, everybody is there. */
  conclude() {
    for (const story of this.stanzas.values()) this.#conclude(story);
    this.#order();
  }

  #conclude(story) {
    const { id, device, acked, maybeTwice, receipts, answers } = story;
    if (!acked) this.fault(device, `${id} was never acknowledged`);
    if (story.kind === 'iq') return this.#concludeIq(story);
    const known = !maybeTwice && !receipts.some((receipt) => this.#unsettled(receipt));
    if (acked && receipts.length + answers.length === 0 && !this.#kept(story) && !this.#mayBeLost(story))
      this.fault(device, `${id} to ${target(story)} was acknowledged and is lost`);
    if (!known) return;
    for (const other of new Set(receipts.map((receipt) => receipt.device))) {
      const times = receipts.filter((receipt) => receipt.device === other).length;
      if (times > 1) this.fault(other, `got ${id} ${times} times`);
    }
    if (receipts.length > 0 && answers.length > 0) this.fault(device, `${id} arrived and came back`);
    if (receipts.length > 0 && this.#kept(story)) this.fault(device, `${id} arrived and is kept`);
    if (answers.length > 1 && !answers.some((answer) => this.#unsettled(answer)))
      this.fault(device, `${id} came back ${answers.length} times`);
  }

  #concludeIq(story) {
    const { id, device, acked, maybeTwice, answers } = story;
    const stored = this.world.rows.fragments.some(({ name }) => name === id);
    const failed = answers.some(({ type }) => type === 'error');
    // The error that told of a failing database may have met the end of its session.
    const missed = this.world.failedOnce && this.#mayMissAnswers(device, story.at);
    if (acked && !stored && !failed && !missed)
      this.fault(device, `${id} was acknowledged and is not stored`);
    const known = !maybeTwice && !answers.some((answer) => this.#unsettled(answer));
    if (known && answers.length > 1) this.fault(device, `${id} was answered ${answers.length} times`);
    if (acked && answers.length === 0 && !this.#mayMissAnswers(device, story.at))
      this.fault(device, `${id} was not answered`);
  }

  #kept({ id }) {
    return this.world.rows.offline.some(({ xml }) => attribute(xml, 'id') === id);
  }

  /** The server may not know that it arrived: its session was over before that was said for certain. */
  #unsettled({ session, n }) {
    return this.ended.some((end) => end.session === session && n > end.confirmed);
  }

  /** The device gave a session up after that, or so shortly before that the server may have kept it longer. */
  #lostOne(device, at) {
    const kept = this.world.plan.hibernation * 1000 + LONGEST_DOWNTIME;
    return this.ended.some((end) => end.device === device && end.at + kept >= at);
  }

  /**
   * Where what is on its way is dropped or bounced when a session ends or its queue is full; a bounce may meet the same at
   * its sender, and no error answers an error.
   */
  #mayBeLost({ device, at, to }) {
    const { onExpiry } = this.world.plan;
    if (this.world.devices.some((one) => one.plan.user === to.user && exposed(one, at))) return true;
    const failed =
      this.world.narrow(to.user) ||
      this.world.devices.some((one) => one.plan.user === to.user && this.#lostOne(one, at));
    if (failed && onExpiry === 'drop') return true;
    const mayBounce = to.resource !== null || (failed && onExpiry === 'bounce');
    return mayBounce && this.#mayMissAnswers(device, at);
  }

  /** An answer is dropped where the session of the one who asked is over, or has no room. */
  #mayMissAnswers(device, at) {
    return this.world.narrow(device.plan.user) || this.#lostOne(device, at);
  }

  /**
   * RFC 6120 §10.1: from one session to one full JID, as they were sent. What was kept is handed to who is available, and may
   * come behind what that one was sent before it was (docs/adr/0011).
   */
  #order() {
    const last = new Map();
    const receipts = [...this.stanzas.values()].flatMap((story) =>
      story.receipts.slice(0, 1).map((receipt) => ({ story, receipt })),
    );
    receipts.sort((a, b) => a.receipt.at - b.receipt.at || a.receipt.n - b.receipt.n);
    for (const { story, receipt } of receipts) {
      const { device, sessions, to } = story;
      if (device.plan.reverse || story.maybeTwice || sessions.length > 1) continue;
      if (to.resource !== receipt.device.name) continue;
      // It may have been in the queue of another resource, which ended.
      if (this.world.devices.some((one) => one.plan.user === to.user && this.#lostOne(one, story.at)))
        continue;
      const way = `${sessions[0].name} ${receipt.device.name}`;
      const before = last.get(way);
      const kept = receipt.available && !before?.receipts[0].available;
      if (before !== undefined && before.serial > story.serial && !kept)
        this.fault(receipt.device, `got ${story.id} behind ${before.id}, which was sent later`);
      last.set(way, story);
    }
  }
}

/** Two binds and more until it counted again: those before the last came to nothing. */
const exposed = ({ exposures }, at) =>
  exposures.some(({ until }, index) => until >= at && exposures[index + 1]?.until === until);

const target = ({ to }) => (to.resource === null ? to.user : `${to.user}/${to.resource}`);
