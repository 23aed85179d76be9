import * as ports from '../../dist/libs/ports/src/index.js';

/** Carries out one action of a plan. */
export function act(world, action) {
  const { devices } = world;
  const device = devices[action.who];
  switch (action.kind) {
    case 'send':
      return device.sendAll(messages(world, action));
    case 'store':
      return device.sendAll([fragment(world, action, device)]);
    case 'burst':
      device.sendAll([fragment(world, action, device), ...messages(world, action)]);
      if (action.crashIn !== undefined) world.agenda.in(device.plan.delay, () => world.crash(action.crashIn));
      return undefined;
    case 'cut':
      return cut(world, device, action.how);
    case 'roam':
      world.tell(device.name, 'roams');
      return device.connect();
    case 'close':
      return device.close();
    case 'forget':
      if (device.phase === 'live') device.forget('it begins anew');
      return device.connect();
    case 'mute':
      device.muted = true;
      world.tell(device.name, 'answers no <r/>');
      return world.agenda.in(action.for, () => {
        device.muted = false;
        device.acknowledge();
      });
    case 'ask':
      return device.ask();
    case 'presence':
      return device.send(device.presence(action.available));
    case 'idle':
      return device.say(`<${action.active ? 'active' : 'inactive'} xmlns='urn:xmpp:csi:0'/>`);
    case 'carbons':
      return device.send({
        id: undefined,
        xml: "<iq type='set' id='carbons'><enable xmlns='urn:xmpp:carbons:2'/></iq>",
      });
    case 'limit':
      return limit(world, action);
    case 'diskFull':
      world.tell('world', `${action.room} bytes are left on the disk`);
      return world.setRoom(action.room, action.for);
    case 'storeFails':
      world.tell('world', 'the database fails');
      return world.setBroken(action.for);
    case 'crash':
      return world.crash(action);
    case 'stop':
      return world.stop(action.down);
    default:
      throw new Error(`nobody knows how to ${action.kind}`);
  }
}

function messages(world, { no, who, to, full, count, chat, large }) {
  const device = world.devices[who];
  const { user, resource } = world.devices[to].plan;
  return Array.from({ length: count }, (_, i) => {
    const id = `m${no}.${i}`;
    const body = large ? `${id} ${'.'.repeat(8000)}` : id;
    const address = full ? `${user}/${resource}` : user;
    const type = chat ? " type='chat'" : '';
    const xml = `<message${type} id='${id}' to='${address}'><body>${body}</body></message>`;
    const stanza = {
      id,
      xml,
      kind: 'message',
      body,
      to: { user, resource: full ? resource : null },
      serial: world.serial++,
    };
    world.judge.composed(device, stanza);
    return stanza;
  });
}

function fragment(world, { no }, device) {
  const id = `q${no}`;
  const xml = `<iq type='set' id='${id}'><query xmlns='jabber:iq:private'><${id} xmlns='urn:story'/></query></iq>`;
  const stanza = {
    id,
    xml,
    kind: 'iq',
    body: undefined,
    to: { user: device.plan.user, resource: null },
    serial: world.serial++,
  };
  world.judge.composed(device, stanza);
  return stanza;
}

function cut(world, device, how) {
  const { link } = device;
  if (link === null) return;
  world.tell('world', `the connection of ${device.name} is cut (${how})`);
  if (how === 'both' || how === 'server') link.serverGone();
  if (how === 'both' || how === 'client') link.clientEnded();
  if (how !== 'both') link.hole = true;
}

function limit(world, { user, name, value }) {
  const { life } = world;
  if (life.dead || !life.open) return;
  world.tell('world', `${name} of ${user} is ${value} from now on`);
  world.lowered(user, name);
  life.providers
    .get(ports.USER_LIMITS)
    .set(user, name, value, 'operator')
    .catch((error) => world.failed(error));
}
