// A real strophe.js in its own process, as in a browser's tab: its browser build over the DOM and session storage of
// happy-dom. Commands come as JSON lines on stdin, events leave as JSON lines on stdout (see driven-client.ts).
import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { WebSocket } from 'ws';
import { openTab } from './xml-tab.mjs';

const RECONNECT_MS = 100;
const NS_CARBONS = 'urn:xmpp:carbons:2';
const NS_ROSTER = 'jabber:iq:roster';
const report = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const { document, DOMParser, XMLSerializer, sessionStorage } = openTab();
Object.assign(globalThis, { document, DOMParser, XMLSerializer, sessionStorage, WebSocket });
// Its Node build wants a DOM of its own choice; what people use is the other one.
const home = pathToFileURL(createRequire(import.meta.url).resolve('strophe.js/package.json'));
const { Strophe, $iq, $msg, $pres } = await import(new URL('./dist/strophe.esm.js', home).href);
// It logs to the console, and stdout is ours.
globalThis.console = new Console(process.stderr);

let connection;
let login;
let verdict;
let redial;

const child = (element, name) => [...element.children].find((one) => one.localName === name);

function onMessage(message) {
  const copy = child(message, 'sent') ?? child(message, 'received');
  if (copy?.namespaceURI === NS_CARBONS) return onCopy(copy);
  report({
    event: 'message',
    from: message.getAttribute('from'),
    id: message.getAttribute('id'),
    body: child(message, 'body')?.textContent ?? null,
    type: message.getAttribute('type'),
    delayed: child(message, 'delay')?.namespaceURI === 'urn:xmpp:delay',
  });
  return true;
}

function onCopy(copy) {
  const message = child(child(copy, 'forwarded'), 'message');
  report({
    event: 'carbon',
    way: copy.localName,
    from: message.getAttribute('from'),
    to: message.getAttribute('to'),
    body: child(message, 'body')?.textContent ?? null,
  });
  return true;
}

function onPresence(presence) {
  report({
    event: 'presence',
    from: presence.getAttribute('from'),
    type: presence.getAttribute('type') ?? 'available',
    show: child(presence, 'show')?.textContent ?? null,
  });
  return true;
}

function onPush(push) {
  const item = child(child(push, 'query'), 'item');
  report({ event: 'push', jid: item.getAttribute('jid'), subscription: item.getAttribute('subscription') });
  connection.send($iq({ type: 'result', id: push.getAttribute('id') }));
  return true;
}

function onStatus(status) {
  if (status === Strophe.Status.CONNECTED) {
    connection.addHandler(onMessage, null, 'message');
    connection.addHandler(onPresence, null, 'presence');
    connection.addHandler(onPush, NS_ROSTER, 'iq', 'set');
    if (!connection.hasResumed()) appear();
  }
  if (status === Strophe.Status.DISCONNECTED && redial === undefined) {
    report({ event: 'disconnected' });
    redial = setTimeout(dial, RECONNECT_MS);
  }
}

// The answer to the ping proves that the server has handled the presence before it.
function appear() {
  connection.send($pres());
  const ping = $iq({ type: 'get', to: 'localhost' }).c('ping', { xmlns: 'urn:xmpp:ping' });
  connection.sendIQ(ping, () => report({ event: 'online', jid: connection.jid }));
}

function dial() {
  redial = undefined;
  connection.connect(`${login.user}@localhost/${login.resource}`, login.password, onStatus);
}

const commands = {
  connect(command) {
    login = command;
    connection = new Strophe.Connection(command.service, { enableStreamManagement: true });
    // What the hooks below are told of lacks the words of the server.
    connection.xmlInput = (element) => {
      verdict = element;
    };
    connection.sm.onEnabled = () => report({ event: 'enabled', id: connection.sm.state.id });
    connection.sm.onResumed = () => report({ event: 'resumed', h: verdict.getAttribute('h') });
    connection.sm.onFailed = () =>
      report({
        event: 'failed',
        h: verdict.getAttribute('h'),
        condition: verdict.firstElementChild?.localName ?? null,
      });
    dial();
  },
  settle() {
    connection.sendIQ($iq({ type: 'get' }).c('query', { xmlns: NS_ROSTER }));
    const carbons = $iq({ type: 'set' }).c('enable', { xmlns: NS_CARBONS });
    connection.sendIQ(carbons, () => report({ event: 'settled' }));
  },
  subscription({ type, to }) {
    connection.send($pres({ type, to }));
  },
  show({ show }) {
    connection.send($pres().c('show').t(show));
  },
  send({ to, body }) {
    connection.send($msg({ to, type: 'chat', id: body }).c('body').t(body));
    report({ event: 'sent', body });
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.cmd](command);
  })
  .on('close', () => process.exit());
