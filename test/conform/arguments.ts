import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { Login, Pair, Transport, Venue } from './venue.js';

export const USAGE = `npm run conform                            our own server, started for it
npm run conform -- --peer prosody|ejabberd  a peer from Debian's archive, started for it
npm run conform -- --host H --port N --ws URL --user NAME:PASSWORD --user NAME:PASSWORD

  --host, --port   STARTTLS over TCP        --plain       without STARTTLS
  --ws URL         XMPP over WebSocket      --domain D    default: that of the first user, else the host, else localhost
  --user           account as name:password or name@domain:password; at least two, every two more let one more rule be tried at once
  --only R8,F4     these rules only         --json        the report as JSON
  --publish        ours and both peers, written into docs/xeps.md`;

export type PeerName = 'prosody' | 'ejabberd';

export interface Orders {
  readonly help: boolean;
  readonly json: boolean;
  readonly publish: boolean;
  /** Rules to try; all when empty. */
  readonly only: readonly string[];
  readonly peer: PeerName | undefined;
  /** Somebody's server; undefined where one is to be started. */
  readonly venue: Venue | undefined;
}

/** What cannot be asked for; the message says why. */
export class ArgumentError extends Error {}

interface Account extends Login {
  readonly domain: string | undefined;
}

function accountOf(text: string): Account {
  const [, user, domain, password] = /^([^@:]+)(?:@([^:]+))?:(.+)$/s.exec(text) ?? [];
  if (user === undefined || password === undefined)
    throw new ArgumentError('--user is NAME:PASSWORD or NAME@DOMAIN:PASSWORD');
  return { user, password, domain };
}

function pairsFrom(accounts: readonly Account[]): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i + 1 < accounts.length; i += 2) {
    const [romeo, juliet] = [accounts[i], accounts[i + 1]];
    if (romeo && juliet) pairs.push({ romeo, juliet });
  }
  return pairs;
}

/** Reads the command line. @throws ArgumentError */
export function readArguments(args: readonly string[]): Orders {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let values: ReturnType<typeof parse>['values'];
  const parse = () =>
    parseArgs({
      args: [...args],
      options: {
        host: text,
        port: text,
        ws: text,
        domain: text,
        only: text,
        peer: text,
        user: { type: 'string', multiple: true },
        help: flag,
        plain: flag,
        json: flag,
        publish: flag,
      },
    });
  try {
    values = parse().values;
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error));
  }
  const { host, port, ws, peer, user = [] } = values;
  if (peer !== undefined && peer !== 'prosody' && peer !== 'ejabberd')
    throw new ArgumentError(`--peer is prosody or ejabberd, not ${peer}`);
  const orders = {
    help: values.help,
    json: values.json,
    publish: values.publish,
    only: values.only?.split(',') ?? [],
    peer,
  } as const;
  if (host === undefined && ws === undefined) {
    if (port !== undefined || user.length > 0)
      throw new ArgumentError('--port and --user need --host or --ws');
    return { ...orders, venue: undefined };
  }
  const accounts = user.map(accountOf);
  const pairs = pairsFrom(accounts);
  if (pairs.length === 0) throw new ArgumentError('two accounts are needed: --user twice');
  const hostname = host ?? new URL(ws ?? '').hostname;
  const domain = values.domain ?? accounts[0]?.domain ?? (isIP(hostname) ? 'localhost' : hostname);
  return {
    ...orders,
    venue: {
      name: `${hostname}`,
      domain,
      pairs,
      ...(host === undefined ? {} : { tcp: { host, port: Number(port ?? 5222), starttls: !values.plain } }),
      ...(ws === undefined ? {} : { ws }),
    },
  };
}

/** The transports a venue has. */
export const transportsOf = (venue: Venue): Transport[] => [
  ...(venue.tcp ? (['tcp'] as const) : []),
  ...(venue.ws === undefined ? [] : (['ws'] as const)),
];
