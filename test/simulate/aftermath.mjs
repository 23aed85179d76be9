const MOST_LOGINS = 60;

/**
 * The end of every story: the world is well again, everybody comes back and stays, what has to expire expires, and all is
 * said. Then what is left is looked at.
 */
export async function aftermath(world, pass) {
  const { plan, devices, judge } = world;
  world.tell('world', 'the end begins: everybody comes back');
  world.heal();
  await pass(12_000);
  world.lift();
  for (const device of devices) {
    device.muted = false;
    device.available = true;
    device.connect();
  }
  await pass(15_000);
  // Sessions that nobody resumes, and connections that nobody reads.
  await pass((plan.hibernation + plan.ackTimeout) * 1000 + 25_000);
  // What is kept is handed over at the next login, as much as there is room for.
  for (
    let logins = 0;
    logins === 0 || (world.life.stores.rows.offline.length > 0 && logins < MOST_LOGINS);
    logins++
  ) {
    // Or as soon as an acknowledgement makes room.
    for (const device of devices) {
      device.acknowledge();
      device.sendAll([device.presence(false), device.presence()]);
    }
    await pass(6000);
  }
  for (const device of devices) {
    device.acknowledge();
    device.ask();
  }
  await pass(10_000);
  world.rows = world.life.stores.rows;
  for (const device of devices)
    if (device.phase !== 'live') judge.fault(device, `is ${device.phase} at the end`);
  judge.conclude();
  look(world);
}

/** Nothing may be left in queues, lanes, stores and the journal. */
function look({ life, judge, rows }) {
  if (life.dead || !life.open) return judge.fault('server', 'is not there at the end');
  for (const session of life.registry.all()) {
    const { fullJid, sm, owed, held, inherited, state } = session;
    if (state.phase !== 'live')
      judge.fault('server', `${fullJid} (${session.id}) is ${state.phase} at the end`);
    if ((sm?.outbound.length ?? 0) > 0)
      judge.fault('server', `${sm.outbound.length} stanzas are queued for ${fullJid}`);
    if (sm?.inbound.holding) judge.fault('server', `h of ${fullJid} is held at ${sm.inbound.safe}`);
    if (owed !== null || held !== null || inherited !== null)
      judge.fault('server', `stanzas of ${fullJid} have met no fate`);
  }
  if (rows.offline.length > 0)
    judge.fault('server', `${rows.offline.length} stanzas are kept although everybody is there`);
  const { intents, strainedSince } = life.journal.status();
  if (intents > 0) judge.fault('server', `the journal keeps ${intents} intents`);
  if (strainedSince !== null) judge.fault('server', 'the journal takes no batches');
}
