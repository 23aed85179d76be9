// A real @xmpp/client in its own process: commands come as JSON lines on stdin, events leave as JSON lines on stdout.
import { pbkdf2 } from 'node:crypto';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { client, xml } from '@xmpp/client';
import { WebSocket } from 'ws';

const NS_SM = 'urn:xmpp:sm:3';
const NS_CARBONS = 'urn:xmpp:carbons:2';
const NS_ROSTER = 'jabber:iq:roster';
const report = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
// Node 20 has no WebSocket of its own, which @xmpp/client takes for granted.
globalThis.WebSocket ??= WebSocket;
// COMPAT sasl-scram-sha-1 1.4 derives the key by as many awaited HMACs as the account has iterations: a second of computing each time
// it signs in or resumes. The same key (RFC 5802 §2.2), by Node.
createRequire(import.meta.resolve('@xmpp/sasl-scram-sha-1'))('sasl-scram-sha-1/lib/bitops.js').Hi = async (
  password,
  salt,
  iterations,
) => new Uint8Array(await promisify(pbkdf2)(password, salt, iterations, 20, 'sha1'));
let xmpp;
let resumedWith = null;

function onElement(element) {
  if (element.is('enabled', NS_SM)) {
    report({ event: 'enabled', id: element.attrs.id ?? null });
    // COMPAT @xmpp/client 0.14 sets its count to zero a moment after <enabled/>: what is answered earlier is forgotten
    // and comes twice on resume, so nothing is asked before.
    setImmediate(appear);
  }
  if (element.is('resumed', NS_SM)) resumedWith = element.attrs.h ?? null;
  if (element.is('failed', NS_SM))
    report({
      event: 'failed',
      h: element.attrs.h ?? null,
      condition: element.getChildElements()[0]?.name ?? null,
    });
  if (element.is('iq') && element.attrs.id === 'appear')
    report({ event: 'online', jid: xmpp.jid.toString() });
  if (element.is('iq') && element.attrs.id === 'carbons') report({ event: 'settled' });
  if (element.is('presence'))
    report({
      event: 'presence',
      from: element.attrs.from,
      type: element.attrs.type ?? 'available',
      show: element.getChildText('show'),
    });
  const copy = element.getChild('sent', NS_CARBONS) ?? element.getChild('received', NS_CARBONS);
  if (copy) onCopy(copy);
  else if (element.is('message'))
    report({
      event: 'message',
      from: element.attrs.from,
      id: element.attrs.id ?? null,
      body: element.getChildText('body'),
      type: element.attrs.type ?? null,
      delayed: element.getChild('delay', 'urn:xmpp:delay') !== undefined,
    });
}

function onCopy(copy) {
  const message = copy.getChild('forwarded', 'urn:xmpp:forward:0').getChild('message');
  const { from, to } = message.attrs;
  report({ event: 'carbon', way: copy.name, from, to, body: message.getChildText('body') });
}

function onPush({ element }) {
  const { jid, subscription } = element.getChild('item').attrs;
  report({ event: 'push', jid, subscription });
  return true;
}

// COMPAT @xmpp/client 0.14 does not count the answers its own iqCaller handles, so the ping goes out as a bare stanza.
// Its answer proves that the server has handled the presence before it.
async function appear() {
  await xmpp.send(xml('presence'));
  await xmpp.send(xml('iq', { type: 'get', to: 'localhost', id: 'appear' }, xml('ping', 'urn:xmpp:ping')));
}

async function connect({ service, user, password, resource }) {
  // COMPAT @xmpp/client 0.14 waits two seconds for <proceed/> and is stranded when it comes later, as on a machine that is busy.
  xmpp = client({ service, domain: 'localhost', resource, username: user, password, timeout: 20_000 });
  xmpp.reconnect.delay = 100;
  xmpp.on('error', (error) => process.stderr.write(`${error}\n`));
  xmpp.on('element', onElement);
  // COMPAT @xmpp/client 0.14 forgets its session when the connection is lost between <resumed/> and its own repeats:
  // this event says that they are out.
  xmpp.streamManagement.on('resumed', () => report({ event: 'resumed', h: resumedWith }));
  xmpp.on('send', (element) => {
    if (element.is('message')) report({ event: 'sent', body: element.getChildText('body') });
  });
  xmpp.iqCallee.set(NS_ROSTER, 'query', onPush);
  xmpp.on('disconnect', () => report({ event: 'disconnected' }));
  await xmpp.start();
}

const commands = {
  connect,
  // Bare stanzas for the reason above.
  async settle() {
    await xmpp.send(xml('iq', { type: 'get', id: 'roster' }, xml('query', NS_ROSTER)));
    await xmpp.send(xml('iq', { type: 'set', id: 'carbons' }, xml('enable', NS_CARBONS)));
  },
  subscription: ({ type, to }) => xmpp.send(xml('presence', { type, to })),
  show: ({ show }) => xmpp.send(xml('presence', {}, xml('show', {}, show))),
  send: ({ to, body }) => xmpp.send(xml('message', { to, type: 'chat', id: body }, xml('body', {}, body))),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.cmd](command).catch((error) => process.stderr.write(`${command.cmd}: ${error}\n`));
  })
  .on('close', () => process.exit());
