import { InboundCount } from '../../dist/libs/stream-management/src/index.js';

/** Nothing is planted. */
export const healthy = { journal: (journal) => journal, disk: (disk) => disk, during: (work) => work() };

/** Errors that must be found: what the simulator is worth. */
export const plants = {
  /** The disk says that it confirmed what it did not. */
  'sync-skipped': {
    ...healthy,
    disk: (disk) => {
      const later = (done) => disk.agenda.in(disk.dice.between(0, disk.slowest), () => done(), disk.life);
      const open = (file) => ({ ...file, sync: later });
      const [create, reopen] = [disk.create.bind(disk), disk.open.bind(disk)];
      return Object.assign(disk, {
        create: (name) => open(create(name)),
        open: (name) => open(reopen(name)),
        syncFolder: later,
      });
    },
  },
  /** Output leaves before its batch is recorded. */
  'output-early': {
    ...healthy,
    journal: (journal) =>
      new Proxy(journal, {
        get: (target, name) => {
          const value = Reflect.get(target, name, target);
          if (name !== 'append') return typeof value === 'function' ? value.bind(target) : value;
          return (entries, safe) => {
            safe();
            target.append(entries, () => undefined);
          };
        },
      }),
  },
  /** A stanza that comes again is not known for what it is. */
  'cause-ignored': {
    ...healthy,
    during: async (work) => {
      const { repeat } = InboundCount.prototype;
      InboundCount.prototype.repeat = () => undefined;
      try {
        return await work();
      } finally {
        InboundCount.prototype.repeat = repeat;
      }
    },
  },
};
