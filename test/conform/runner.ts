import { Breach, NotOffered } from './breach.js';
import type { Conversation } from './conversation.js';
import type { Outcome, Report, Row } from './outcome.js';
import { Scene } from './scene.js';
import type { Pair, Stagehand, Transport, Venue } from './venue.js';

/** A conversation that takes longer has failed, in ms: room for the longest hibernation that is waited out. */
const LIMIT = 40_000;

export interface Told {
  readonly conversation: Conversation;
  readonly transport: Transport;
  readonly outcome: Outcome;
}

const kept: Outcome = { verdict: 'kept', reason: '', excerpt: [] };

function outcomeOf(error: unknown, scene: Scene): Outcome {
  if (error instanceof NotOffered) return { verdict: 'not-offered', reason: error.message, excerpt: [] };
  const reason = error instanceof Error ? error.message : String(error);
  const excerpt = error instanceof Breach ? error.excerpt : [];
  // Trouble on the way in has no excerpt of its own; what was said then is all there is to tell.
  return {
    verdict: 'broken',
    reason,
    excerpt: excerpt.length > 0 ? excerpt : scene.voices.flatMap(({ transcript }) => transcript.all(6)),
  };
}

/** Holds one conversation; resolves however it goes. */
export async function hold(talk: Conversation['talk'], scene: Scene, limit = LIMIT): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Breach(`not over after ${limit / 1000} s`));
      scene.abort();
    }, limit);
  });
  const outcome = await Promise.race([talk(scene), late]).then(
    () => kept,
    (error: unknown) => outcomeOf(error, scene),
  );
  clearTimeout(timer);
  await scene.strike();
  return outcome;
}

/** Pairs of accounts, lent to one conversation at a time. */
class Wardrobe {
  readonly #waiting: ((pair: Pair) => void)[] = [];
  readonly #free: Pair[];

  constructor(venue: Venue) {
    this.#free = [...venue.pairs];
  }

  take(): Promise<Pair> {
    const pair = this.#free.pop();
    return pair ? Promise.resolve(pair) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(pair: Pair): void {
    const next = this.#waiting.shift();
    if (next) next(pair);
    else this.#free.push(pair);
  }
}

/** Four random letters: ids of one run are never those of another on a server that remembers. */
const runTag = () => Math.random().toString(36).slice(2, 6);

/** One sign-in over each transport: where nobody gets in, no rule is broken, there is just nothing to judge. Rejects, saying why. */
async function knock(venue: Venue, transports: readonly Transport[]): Promise<void> {
  for (const transport of transports) {
    const [pair] = venue.pairs;
    if (!pair) throw new Error('two accounts are needed');
    for (const name of ['romeo', 'juliet'] as const) {
      const scene = new Scene(venue, transport, pair, `knock${transport[0]}-`);
      const { verdict, reason, excerpt } = await hold(async () => void (await scene[name].bound()), scene);
      if (verdict === 'broken')
        throw new Error([`nobody gets in over ${transport}: ${reason}`, ...excerpt].join('\n'));
    }
  }
}

export interface Options {
  /** Hears of each conversation when it is over. */
  readonly told?: (told: Told) => void;
  /** Tries what was broken twice more, so that a server that is only slow under load is not said to break a rule. For others than ours. */
  readonly again?: boolean;
}

/** Holds every conversation over every transport, as many at once as there are accounts. */
export async function holdAll(
  name: string,
  conversations: readonly Conversation[],
  transports: readonly Transport[],
  stagehand: Stagehand,
  { told = () => undefined, again = false }: Options = {},
): Promise<Report> {
  const venue = await stagehand.venue('default');
  if (venue) await knock(venue, transports);
  const run = runTag();
  const wardrobes = new Map<Venue, Wardrobe>();
  const one = async (conversation: Conversation, transport: Transport, tag: string): Promise<Outcome> => {
    const stage = await stagehand.venue(conversation.setting);
    if (!stage)
      return {
        verdict: 'not-asked',
        reason: `needs a server set up for '${conversation.setting}'`,
        excerpt: [],
      };
    const wardrobe = wardrobes.get(stage) ?? new Wardrobe(stage);
    wardrobes.set(stage, wardrobe);
    const pair = await wardrobe.take();
    try {
      return await hold(conversation.talk, new Scene(stage, transport, pair, tag));
    } finally {
      wardrobe.give(pair);
    }
  };
  const row = async (conversation: Conversation, index: number): Promise<Row> => {
    const outcomes: Partial<Record<Transport, Outcome>> = {};
    await Promise.all(
      transports.map(async (transport) => {
        const tag = `${run}${index}${transport[0]}`;
        let outcome = await one(conversation, transport, `${tag}-`);
        if (again && outcome.verdict === 'broken') {
          const tries = [
            await one(conversation, transport, `${tag}b-`),
            await one(conversation, transport, `${tag}c-`),
          ];
          const keptIn = tries.filter(({ verdict }) => verdict === 'kept').length;
          if (keptIn > 0) outcome = { ...outcome, keptIn };
        }
        outcomes[transport] = outcome;
        told({ conversation, transport, outcome });
      }),
    );
    const { rule, about, clause } = conversation;
    return { rule, about, clause, outcomes };
  };
  return { server: name, rows: await Promise.all(conversations.map(row)) };
}
