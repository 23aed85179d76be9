import { diceFor } from './chance.mjs';

const USERS = ['romeo@localhost', 'juliet@localhost', 'nurse@localhost'];
const RESOURCES = {
  'romeo@localhost': ['orchard', 'street'],
  'juliet@localhost': ['balcony', 'chamber'],
  'nurse@localhost': ['hall'],
};

const WEIGHTS = {
  send: 40,
  store: 6,
  burst: 8,
  cut: 9,
  roam: 4,
  close: 2,
  forget: 2,
  mute: 2,
  ask: 3,
  presence: 2,
  idle: 1,
  carbons: 1,
  limit: 2,
  diskFull: 2,
  storeFails: 1,
  crash: 8,
  stop: 1.5,
};

/**
 * The story of a seed: what the world is like, and what is going to happen in it. Carrying it out throws no dice but those
 * named after who throws them.
 * @param fsync whether batches wait for the disk, and thus power cuts are survived
 */
export function planOf(seed, fsync) {
  const dice = diceFor(seed, 'plan');
  const users = USERS.slice(0, dice.between(2, 3));
  const slow = dice.pick([1, 1, 5, 40]);
  const devices = users.flatMap((user) =>
    RESOURCES[user].slice(0, dice.between(1, 2)).map((resource) => deviceOf(dice, user, resource)),
  );
  const length = dice.between(10, 50) * 1000;
  const plan = {
    seed,
    fsync,
    users,
    devices,
    length,
    onExpiry: dice.weighed({ offline: 3, bounce: 2, drop: 1 }),
    hibernation: dice.between(3, 40),
    ackTimeout: dice.between(4, 20),
    maxUnacked: dice.pick([0, 0, 1, 5, 30]),
    maxQueue: dice.pick([10, 30, 2000, 2000]),
    segmentBytes: dice.pick([20_000, 60_000, 200_000]),
    reserveBytes: dice.pick([2000, 8000]),
    slowestSync: slow * dice.between(1, 20),
    slowestCommit: slow * dice.between(1, 30),
  };
  return { ...plan, actions: actionsOf(dice, plan) };
}

const deviceOf = (dice, user, resource) => ({
  user,
  resource,
  max: dice.pick([undefined, undefined, 2, 10, 600]),
  reverse: dice.chance(0.15),
  patience: dice.between(3, 15) * 1000,
  delay: dice.pick([1, 5, 40, 300]),
  buffer: dice.pick([3000, 100_000, 1_000_000]),
});

function actionsOf(dice, plan) {
  const actions = [];
  const count = dice.between(10, 60);
  for (let i = 0; i < count; i++) {
    const at = dice.between(0, plan.length);
    const kind = dice.weighed(WEIGHTS);
    actions.push({ at, kind, no: i, ...details(kind, dice, plan) });
  }
  return actions.sort((a, b) => a.at - b.at || a.no - b.no);
}

function details(kind, dice, plan) {
  const who = dice.between(0, plan.devices.length - 1);
  // Never to the own account: what a session that ends leaves of its own messages is dropped.
  const { user } = plan.devices[who];
  const to = plan.devices.indexOf(dice.pick(plan.devices.filter((device) => device.user !== user)));
  switch (kind) {
    case 'send':
      return {
        who,
        to,
        full: dice.chance(0.5),
        count: dice.pick([1, 1, 2, 5, 12]),
        chat: dice.chance(0.8),
        large: dice.chance(0.03),
      };
    case 'store':
      return { who };
    case 'burst':
      // What reads before it writes holds h; what follows it is done before it.
      return {
        who,
        to,
        full: dice.chance(0.7),
        count: dice.between(1, 6),
        chat: true,
        crashIn: dice.chance(0.5) ? crashOf(dice, plan) : undefined,
      };
    case 'cut':
      return { who, how: dice.pick(['both', 'client', 'server', 'hole']) };
    case 'mute':
      return { who, for: dice.between(1, 30) * 1000 };
    case 'presence':
      return { who, available: dice.chance(0.6) };
    case 'idle':
      return { who, active: dice.chance(0.5) };
    case 'limit':
      return {
        user: dice.pick(plan.users),
        ...dice.pick([
          { name: 'smacks_max_hibernated_sessions', value: dice.between(0, 2) },
          { name: 'smacks_max_queue_stanzas', value: 10 },
          { name: 'smacks_hibernation_time', value: dice.between(1, 20) },
        ]),
      };
    case 'diskFull':
      return { room: dice.between(0, 3000), for: dice.between(1, 8) * 1000 };
    case 'storeFails':
      return { for: dice.between(1, 5) * 1000 };
    case 'crash':
      return crashOf(dice, plan);
    case 'stop':
      return { down: dice.between(50, 8000) };
    default:
      return { who };
  }
}

const crashOf = (dice, { fsync }) => ({
  how: fsync && dice.chance(0.6) ? 'power cut' : 'death',
  // At once, or in the midst of what comes next.
  effects: dice.pick([null, 0, 1, 2, 3, 5, 8, 13, 30]),
  down: dice.pick([20, 300, 2000, 9000]),
});
