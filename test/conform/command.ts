import { ArgumentError, type Orders, readArguments, transportsOf, USAGE } from './arguments.js';
import { CONVERSATIONS } from './conversations/index.js';
import { broken, type Report } from './outcome.js';
import { OwnStagehand } from './own-stagehand.js';
import { peerStagehand } from './peers/peer.js';
import { publish } from './publication.js';
import { holdAll } from './runner.js';
import { tableOf } from './table.js';
import type { Stagehand } from './venue.js';

/** The server that was pointed at, or one that is started for this. */
async function stagehandFor({ venue, peer }: Pick<Orders, 'venue' | 'peer'>): Promise<Stagehand> {
  if (peer) return peerStagehand(peer);
  if (!venue) return new OwnStagehand();
  return {
    venue: (setting) => Promise.resolve(setting === 'default' ? venue : undefined),
    close: () => Promise.resolve(),
  };
}

async function examine(orders: Pick<Orders, 'venue' | 'peer' | 'only'>, again = false): Promise<Report> {
  const stagehand = await stagehandFor(orders);
  try {
    const venue = await stagehand.venue('default');
    if (!venue) throw new Error('no server');
    const chosen = CONVERSATIONS.filter(({ rule }) => orders.only.length === 0 || orders.only.includes(rule));
    return await holdAll(venue.name, chosen, transportsOf(venue), stagehand, { again });
  } finally {
    await stagehand.close();
  }
}

/** `npm run conform`; answers the exit code: 0 every rule kept, 1 a rule broken or no server to ask, 2 a command line that means nothing. */
export async function conform(args: readonly string[]): Promise<number> {
  try {
    const orders = readArguments(args);
    if (orders.help) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    if (orders.publish) {
      const all = { venue: undefined, only: orders.only };
      const ours = await examine({ ...all, peer: undefined });
      const prosody = await examine({ ...all, peer: 'prosody' }, true);
      const ejabberd = await examine({ ...all, peer: 'ejabberd' }, true);
      publish([ours, prosody, ejabberd]);
      return broken(ours) ? 1 : 0;
    }
    const report = await examine(orders);
    process.stdout.write(`${orders.json ? JSON.stringify(report, undefined, 1) : tableOf(report)}\n`);
    return broken(report) ? 1 : 0;
  } catch (error) {
    const usage = error instanceof ArgumentError ? `\n\n${USAGE}` : '';
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}${usage}\n`);
    return error instanceof ArgumentError ? 2 : 1;
  }
}
