/** What a client knows of one session of its own (XEP-0198 §4, §5). */
export class ClientSession {
  smId = null;
  /** ms granted. */
  max = 0;
  counting = false;
  /** The server has said that it takes it for available: what was kept is handed over from then on. */
  available = false;
  /** Stanzas received since `<enabled/>`. */
  h = 0;
  /** The server has heard of as many for certain. */
  confirmed = 0;
  /** Sent since `<enable/>`, and the server's last h. */
  out = 0;
  acknowledged = 0;
  unacked = [];
  /** When the server last wrote something on a stream of this session, ms. */
  evidenceAt = 0;
  /** How often the server had died before the life that this session was last joined in; it may have died since. */
  deaths;
  /** The h it told when it ended its stream. */
  lastWord = 0;
  /** It ended its stream, and the server did. */
  parted = false;

  constructor(device, number, judge) {
    Object.assign(this, { device, number, judge });
    this.deaths = device.link.deaths;
    this.name = `${device.name}#${number}`;
  }

  sends(stanza) {
    this.out++;
    this.unacked.push(stanza);
    this.judge.sent(this, stanza);
  }

  acked(h) {
    const { device, acknowledged, out } = this;
    if (h < acknowledged) return this.judge.fault(device, `h went back from ${acknowledged} to ${h}`);
    if (h > out) return this.judge.fault(device, `h is ${h}, but only ${out} stanzas were sent`);
    for (const stanza of this.unacked.splice(0, h - acknowledged)) this.judge.acknowledged(this, stanza);
    this.acknowledged = h;
  }

  /** Answers what is to be sent again. */
  resumed(h) {
    this.confirmed = this.h;
    this.deaths = this.device.link.deaths;
    this.acked(h);
    this.out = h;
    return this.unacked.splice(0);
  }

  /**
   * No more of it. Answers what is to be sent again, most likely twice where the server did not say how far it got.
   * @param h undefined where the server did not say
   */
  over(h) {
    // Both sides have said their last word.
    if (this.parted) this.confirmed = this.lastWord;
    if (h !== undefined) this.acked(h);
    const left = this.unacked.splice(0);
    this.judge.over(this, left, h === undefined);
    return left.filter(({ id }) => id !== undefined);
  }
}
