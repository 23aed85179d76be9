import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '#contracts';
import { CLOCK, type Clock } from '#ports';
import { ApiKeys, bearerOf } from '../access/api-keys.js';
import { ControlPeers } from '../access/control-peers.js';
import { readSessionCookie } from '../access/session-cookie.js';
import { SignInSessions } from '../access/sign-in-sessions.js';
import type { ViewerRight } from './viewer.js';

/** How often a key is held against the store again, ms: one that was revoked sees no longer than this. */
const KEY_RECHECK = 5000;

/** Who may watch: who is signed in, who has an API key, and the command line on the server's own machine. */
@Injectable()
export class ViewerRights {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sessions: SignInSessions,
    private readonly apiKeys: ApiKeys,
    private readonly control: ControlPeers,
  ) {}

  /** Undefined when nobody vouches for the request. */
  async of(request: IncomingMessage): Promise<ViewerRight | undefined> {
    if (this.control.has(request.socket)) return { role: () => 'admin' };
    const bearer = bearerOf(request);
    if (bearer !== undefined) return this.#ofKey(bearer, request.socket.remoteAddress ?? '');
    const signedIn = this.sessions.use(readSessionCookie(request));
    return signedIn && { role: () => this.sessions.find(signedIn.key)?.role };
  }

  /** Calls `changed` when somebody's sign-in ended or got another role; gives the way to stop. */
  onChange(changed: () => void): () => void {
    const stops = [this.sessions.onEnd(changed), this.sessions.onChange(changed)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #ofKey(key: string, address: string): Promise<ViewerRight | undefined> {
    const ask = () =>
      this.apiKeys.callerOf(key, address).then(
        ({ role }) => role,
        () => undefined,
      );
    let role: Role | undefined = await ask();
    let askedAt = this.clock.monotonic();
    if (role === undefined) return undefined;
    return {
      role: () => {
        if (role !== undefined && this.clock.monotonic() - askedAt >= KEY_RECHECK) {
          askedAt = this.clock.monotonic();
          void ask().then((now) => {
            role = now;
          });
        }
        return role;
      },
    };
  }
}
