import { ClientSession } from './client-session.mjs';
import { Doubts } from './doubts.mjs';
import { Link } from './link.mjs';
import { attribute, kindOf, summary } from './parts.mjs';
import { ack, anew, ask, bind, enable, goodbye, hello, presence, resume } from './phrases.mjs';

/**
 * One client of one user, as those in the field follow XEP-0198: it counts, keeps what is unacknowledged, answers `<r/>`,
 * resumes where it can, and otherwise binds anew and sends again what the server's h does not cover.
 */
export class Device {
  /** Its connection, as long as it looks alive. */
  link = null;
  /** 'away' | 'connecting' | 'authenticating' | 'joining' | 'live' */
  phase = 'away';
  session = null;
  /** Written while there was no stream to send it on. */
  waiting = [];
  muted = false;
  available = true;
  #sessions = 0;
  /**
   * Bound as far as the server may know, and nothing counted: what it is sent then is lost with its connection (RFC 6120).
   * `until` when it was counting again.
   */
  exposures = [];
  #retry = 0;
  #doubts = new Doubts(this);

  /** @param plan `{ user, resource, max, reverse, pipelines, patience, delay, buffer }` */
  constructor(world, plan) {
    Object.assign(this, { world, plan });
    this.name = plan.resource;
    this.dice = world.dice(`device ${plan.resource}`);
    this.fullJid = `${plan.user}/${plan.resource}`;
  }

  connect() {
    const { agenda, tell } = this.world;
    const closing = this.phase === 'closing';
    this.abandon(false);
    if (closing) this.#lose(undefined, 'it closed');
    const { delay, buffer } = this.plan;
    this.phase = 'connecting';
    const link = new Link({ agenda, dice: this.dice, tell }, this, { delay, buffer });
    this.link = link;
    agenda.in(this.dice.between(0, delay), () => {
      if (this.link !== link) return;
      if (!this.world.accept(link, this)) return this.ended(link);
      link.deaths = this.world.deaths;
      this.phase = 'authenticating';
      this.#say(hello(this.plan.user));
      this.#doubts.expect(link);
    });
  }

  /** Looks no more at its connection. @param told whether the server hears of it */
  abandon(told) {
    this.link?.drop(told);
    this.link = null;
    this.phase = 'away';
  }

  /** Leaves in order; its session is over with that. */
  close() {
    if (this.phase !== 'live') return this.forget('it closes');
    this.#say(`${ack(this.session.h)}${goodbye}`);
    this.session.lastWord = this.session.h;
    this.phase = 'closing';
    this.#doubts.expect(this.link);
  }

  /** Binds anew next time, whatever the server still keeps. */
  forget(why) {
    this.abandon(true);
    if (this.session !== null) this.#lose(undefined, why);
  }

  // --- what it says

  send(stanza) {
    this.sendAll([stanza]);
  }

  /** Several at once, as one packet. */
  sendAll(stanzas) {
    if (this.phase === 'live') this.#put(stanzas);
    else this.waiting.push(...stanzas);
  }

  ask() {
    if (this.phase === 'live') this.#say(ask);
  }

  acknowledge() {
    if (this.phase === 'live') this.#say(ack(this.session.h));
  }

  say(xml) {
    if (this.phase === 'live') this.#say(xml);
  }

  #put(stanzas) {
    if (stanzas.length === 0) return;
    for (const stanza of stanzas) this.session.sends(stanza);
    this.#say(stanzas.map(({ xml }) => xml).join(''));
  }

  #say(xml) {
    this.world.tell(this.name, `→ ${summary(xml)}`);
    this.link?.say(xml);
  }

  // --- what it hears

  ended(link) {
    if (this.link !== link) return;
    if (this.phase !== 'away') this.world.tell(this.name, 'sees its connection end');
    const closed = this.phase === 'closing';
    this.link = null;
    this.phase = 'away';
    link.drop(true);
    if (closed) this.#lose(undefined, 'it closed');
    const pause = Math.min(8000, 200 * 2 ** Math.min(this.#retry++, 5));
    this.world.agenda.in(this.dice.between(pause / 2, pause), () => {
      if (this.link === null && this.phase === 'away') this.connect();
    });
  }

  /** @param last the stream ends with this write, which may have waited for the disk since the session went to sleep */
  part(link, xml, sentAt, last) {
    if (this.link !== link) return;
    this.#doubts.heard();
    if (!last && this.session !== null && this.phase === 'live') this.session.evidenceAt = sentAt;
    const kind = kindOf(xml);
    this.world.tell(this.name, `← ${summary(xml)}`);
    switch (kind) {
      case 'success':
        return this.#authenticated();
      case 'resumed':
        return this.#resumed(Number(attribute(xml, 'h')));
      case 'failed':
        return this.#failed(xml, sentAt);
      case 'enabled':
        return this.#enabled(xml);
      case 'r':
        return this.#asked();
      case 'a':
        return this.session?.acked(Number(attribute(xml, 'h')));
      case 'message':
      case 'presence':
      case 'iq':
        return this.#stanza(kind, xml);
      case '/stream:stream':
        if (this.phase === 'closing') this.session.parted = true;
        return this.ended(link);
      default:
        return undefined;
    }
  }

  #authenticated() {
    const { session } = this;
    this.phase = 'joining';
    this.#doubts.expect(this.link);
    if (session?.smId) return this.#say(`${anew}${resume(session)}`);
    if (session !== null) this.#lose(undefined, 'it cannot be resumed');
    this.#sayBind(anew);
  }

  #sayBind(before = '') {
    this.exposures.push({ until: Number.POSITIVE_INFINITY });
    this.#say(`${before}${bind(this.plan.resource)}`);
  }

  #resumed(h) {
    const { session } = this;
    this.phase = 'live';
    this.#retry = 0;
    const again = session.resumed(h);
    if (this.plan.reverse) again.reverse();
    this.#put([...again, ...this.waiting.splice(0)]);
    this.ask();
    this.#doubts.watch(this.link);
  }

  #failed(xml, sentAt) {
    if (this.phase !== 'joining') return;
    this.world.judge.refused(this, xml, sentAt);
    const h = attribute(xml, 'h');
    this.#lose(
      h === undefined || xml.includes('handled-count-too-high') ? undefined : Number(h),
      'it was refused',
    );
    this.#sayBind();
  }

  #enabled(xml) {
    const { session } = this;
    const resume = /resume='(true|1)'/.test(xml);
    session.smId = resume ? attribute(xml, 'id') : null;
    session.max = Number(attribute(xml, 'max') ?? 0) * 1000;
    session.counting = true;
    for (const exposure of this.exposures) exposure.until = Math.min(exposure.until, this.world.agenda.now);
    session.evidenceAt = this.world.agenda.now;
  }

  #bound() {
    this.session = new ClientSession(this, ++this.#sessions, this.world.judge);
    this.phase = 'live';
    this.#retry = 0;
    const first = this.available ? [this.presence()] : [];
    const stanzas = [...first, ...this.waiting.splice(0)];
    for (const stanza of stanzas) this.session.sends(stanza);
    // A client in a hurry does not wait for <enabled/>.
    this.#say(`${enable(this.plan.max)}${stanzas.map(({ xml }) => xml).join('')}`);
    this.ask();
    this.#doubts.watch(this.link);
  }

  presence(available = true) {
    this.available = available;
    return { id: undefined, xml: presence(available) };
  }

  #asked() {
    if (this.muted || this.phase !== 'live') return;
    const { link } = this;
    this.world.agenda.in(this.dice.between(0, 30), () => {
      if (this.link === link) this.acknowledge();
    });
  }

  #stanza(kind, xml) {
    if (kind === 'iq' && attribute(xml, 'id') === 'bind') return this.#bound();
    const { session } = this;
    if (session === null) return this.world.judge.fault(this, 'a stanza without a session');
    if (session.counting) session.h = (session.h + 1) >>> 0;
    if (kind === 'presence' && attribute(xml, 'from') === this.fullJid)
      session.available = attribute(xml, 'type') !== 'unavailable';
    this.world.judge.got(this, session, kind, xml);
  }

  /** The session is over. @param h how much of what it sent is known to be handled; undefined: nobody said */
  #lose(h, why) {
    const { session } = this;
    this.session = null;
    this.world.tell(this.name, `gives its session up: ${why}`);
    const again = session.over(h);
    if (this.plan.reverse && h !== undefined) again.reverse();
    this.waiting.unshift(...again);
  }
}
