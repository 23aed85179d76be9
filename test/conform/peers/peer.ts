import type { PeerName } from '../arguments.js';
import { pairsOf, type Stagehand, type Venue } from '../venue.js';
import { ejabberd } from './ejabberd.js';
import { debianVersion, PeerProcess } from './peer-process.js';
import { prosody } from './prosody.js';

const PEERS = {
  prosody: { title: 'Prosody', program: 'prosody', configure: prosody },
  ejabberd: { title: 'ejabberd', program: 'erl', configure: ejabberd },
} as const;
const LANES = 6;

/** A peer from Debian's archive, started with a configuration of our own in a folder of its own. */
export async function peerStagehand(name: PeerName): Promise<Stagehand> {
  const { title, program, configure } = PEERS[name];
  const pairs = pairsOf(LANES, 'secret');
  const logins = pairs.flatMap(({ romeo, juliet }) => [romeo, juliet]);
  const peer = await PeerProcess.start(program, (ground) => configure(ground, logins));
  const { c2s, http } = peer.ground;
  const venue: Venue = {
    name: `${title} ${debianVersion(name)}`,
    domain: 'localhost',
    tcp: { host: '127.0.0.1', port: c2s, starttls: true },
    ws: `ws://127.0.0.1:${http}/xmpp-websocket`,
    pairs,
  };
  return {
    venue: (setting) => Promise.resolve(setting === 'default' ? venue : undefined),
    close: () => peer.stop(),
  };
}
