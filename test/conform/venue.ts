/** An account the suite may use. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Two accounts that one conversation has to itself. */
export interface Pair {
  readonly romeo: Login;
  readonly juliet: Login;
}

export type Transport = 'tcp' | 'ws';

/** A running server: where it is, and who may sign in there. */
export interface Venue {
  readonly name: string;
  readonly domain: string;
  readonly tcp?: { readonly host: string; readonly port: number; readonly starttls: boolean };
  /** URL of the WebSocket. */
  readonly ws?: string;
  /** As many conversations are held at once as there are pairs. */
  readonly pairs: readonly Pair[];
}

/** How a server of ours can be set up for what the default setting does not show. */
export type Setting = 'default' | 'drop' | 'offline' | 'no-hibernation' | 'location';

/** What a server set up for `location` tells its clients: an address of the documentation's (RFC 3849). */
export const LOCATION = '[2001:db8::198]:5222';

/** Where conversations are held: the venue for a setting, undefined where there is none with it. */
export interface Stagehand {
  venue(setting: Setting): Promise<Venue | undefined>;
  close(): Promise<void>;
}

/** `count` pairs named u0, u1, …, all with one password. */
export function pairsOf(count: number, password: string): Pair[] {
  return Array.from({ length: count }, (_, i) => ({
    romeo: { user: `romeo${i}`, password },
    juliet: { user: `juliet${i}`, password },
  }));
}
