import { authenticate, becomeAvailable, bind, enable, openSecureStream } from './negotiation.js';
import type { Login } from './venue.js';
import type { Voice } from './voice.js';

export interface SignInOptions {
  readonly resource?: string;
  /** `resume`: stream management with resumption; `enable`: without; left out: none. */
  readonly sm?: 'resume' | 'enable';
  /** Seconds of hibernation to ask for. */
  readonly max?: number;
  /** Initial presence; false sends none, a number is its priority. */
  readonly presence?: boolean | number;
}

/** What a person needs to know of where they are. */
export interface Surroundings {
  readonly domain: string;
  /** Streams are secured by STARTTLS first. */
  readonly starttls: boolean;
  connect(name: string): Promise<Voice>;
}

/** An account and the way in. */
export class Person {
  constructor(
    private readonly scene: Surroundings,
    readonly name: string,
    readonly login: Login,
  ) {}

  get jid(): string {
    return `${this.login.user}@${this.scene.domain}`;
  }

  /** An authenticated stream on which nothing is bound yet. */
  async arrive(): Promise<Voice> {
    const voice = await this.scene.connect(this.name);
    const features = await openSecureStream(voice, this.scene.starttls);
    await authenticate(voice, features, this.login);
    voice.transcript.begin();
    return voice;
  }

  /** Everything up to a bound resource. */
  async bound(resource?: string): Promise<Voice> {
    const voice = await this.arrive();
    await bind(voice, resource);
    return voice;
  }

  /** Everything up to initial presence. */
  async signIn({ resource, sm, max, presence = true }: SignInOptions = {}): Promise<Voice> {
    const voice = await this.bound(resource);
    if (sm) await enable(voice, sm === 'resume', max);
    if (presence !== false) await becomeAvailable(voice, presence === true ? undefined : presence);
    return voice;
  }
}
