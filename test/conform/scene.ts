import { NotOffered } from './breach.js';
import type { Link } from './link/link.js';
import { TcpLink } from './link/tcp-link.js';
import { WebSocketLink } from './link/websocket-link.js';
import { openSecureStream, resume } from './negotiation.js';
import { Person, type Surroundings } from './person.js';
import type { Pair, Transport, Venue } from './venue.js';
import { PATIENCE, Voice } from './voice.js';

/** The longest hibernation a conversation waits out, in seconds. */
const MAX_HIBERNATION = 15;

/** What one conversation has: two people with accounts of their own, and every connection they make. */
export class Scene implements Surroundings {
  readonly romeo: Person;
  readonly juliet: Person;
  readonly voices: Voice[] = [];

  /** `tag` stands before every stanza id, unique to this scene. */
  constructor(
    readonly venue: Venue,
    readonly transport: Transport,
    pair: Pair,
    readonly tag: string,
  ) {
    this.romeo = new Person(this, 'romeo', pair.romeo);
    this.juliet = new Person(this, 'juliet', pair.juliet);
  }

  get domain(): string {
    return this.venue.domain;
  }

  get starttls(): boolean {
    return this.transport === 'tcp' && (this.venue.tcp?.starttls ?? false);
  }

  /** A connection on which nothing has been said. */
  async connect(name: string): Promise<Voice> {
    const voice = new Voice(name, this.domain, this.tag);
    voice.link = await this.#link(voice);
    this.voices.push(voice);
    return voice;
  }

  #link({ receive }: Voice): Promise<Link> {
    const { tcp, ws } = this.venue;
    if (this.transport === 'tcp' && tcp) return TcpLink.connect(tcp.host, tcp.port, receive);
    if (this.transport === 'ws' && ws) return WebSocketLink.connect(ws, receive);
    throw new Error(`no address for ${this.transport}`);
  }

  /** A stream that is secure and not authenticated; answers it with its features. */
  async stranger() {
    const voice = await this.connect('stranger');
    return { voice, features: await openSecureStream(voice, this.starttls) };
  }

  /** Resolves when the hibernation of `lost` has run out: `witness`, who has its directed presence, hears it leave (RFC 6121 §4.6.3). */
  async expired(lost: Voice, witness: Voice): Promise<void> {
    const max = lost.sm?.max ?? 0;
    if (max > MAX_HIBERNATION)
      throw new NotOffered(`the server keeps sessions for ${max} s whatever the client's max`);
    await witness.hearPresence(
      `<presence type='unavailable' from='${lost.fullJid}'/>`,
      PATIENCE + (max || MAX_HIBERNATION) * 1000,
    );
    if (lost.sm) lost.sm.resumable = false;
  }

  /** Leaves no session behind for whoever has the accounts next. Best effort: what was to be judged has been. */
  async strike(): Promise<void> {
    const bound = this.voices.filter((voice) => !voice.gone && voice.fullJid !== '');
    await Promise.all(bound.map((voice) => voice.close().catch(() => undefined)));
    // The last to have had a session knows how it stands; whoever closed it cleanly has ended it.
    const asleep = new Map<string, Voice>();
    for (const voice of this.voices) if (voice.sm && voice.sm.id !== '') asleep.set(voice.sm.id, voice);
    for (const { sm } of this.voices) if (sm && !sm.resumable) asleep.delete(sm.id);
    for (const lost of asleep.values()) await this.#wake(lost).catch(() => undefined);
    this.abort();
  }

  async #wake(lost: Voice): Promise<void> {
    const voice = await (lost.name === 'romeo' ? this.romeo : this.juliet).arrive();
    await resume(voice, lost);
    await voice.close();
  }

  /** Ends every wait at once. */
  abort(): void {
    for (const voice of this.voices) if (!voice.gone) voice.link.cut();
  }
}
