/** What makes a client give a connection up that still seems to stand. */
export class Doubts {
  #device;
  #heardAt = 0;

  constructor(device) {
    this.#device = device;
  }

  heard() {
    this.#heardAt = this.#device.world.agenda.now;
  }

  /** It has to get further than this before long. */
  expect(link) {
    const device = this.#device;
    const { phase } = device;
    device.world.agenda.in(device.plan.patience, () => {
      if (device.link === link && device.phase === phase && phase !== 'live') device.ended(link);
    });
  }

  /** One that stands and says nothing may be none. */
  watch(link) {
    const device = this.#device;
    const askedAt = device.world.agenda.now;
    device.world.agenda.in(device.plan.patience, () => {
      if (device.link !== link || device.phase !== 'live') return;
      if (this.#heardAt < askedAt) return device.ended(link);
      device.ask();
      this.watch(link);
    });
  }
}
