// The people of the demo, all in this one process. Ends with the process that started it.
import { WebSocket } from 'ws';
import { Person } from './person.mjs';

// The one of Node itself cannot be torn off without a closing handshake, as a tunnel does.
globalThis.WebSocket = WebSocket;

const { names, password, listeners, hibernationSeconds } = JSON.parse(process.argv[2]);
const SERVICES = [
  `xmpp://127.0.0.1:${listeners.c2s.port}`,
  `xmpps://127.0.0.1:${listeners.c2sTls.port}`,
  `ws://127.0.0.1:${listeners.http.port}/xmpp-websocket`,
];
const LINES = [
  'But soft, what light through yonder window breaks?',
  'Are you still there?',
  'My train is about to enter a tunnel.',
  'Good night, good night!',
  'What says the server?',
  'Did you get my last message?',
];
const any = (list) => list[Math.floor(Math.random() * list.length)];
const between = (low, high) => low + Math.floor(Math.random() * (high - low + 1));
const say = (name, text) =>
  console.log(`${new Date().toTimeString().slice(0, 8)}  ${name.padEnd(9)} ${text}`);

const people = names.map(
  (name, i) => new Person({ name, password, service: SERVICES[i % SERVICES.length] }, say),
);
await Promise.all(
  people.map(async (person) => {
    await person.start();
    say(person.name, 'is online');
  }),
);

/** Two messages a second at most, whatever happens. */
setInterval(() => {
  const speaker = any(people.filter((person) => person.online)) ?? people[0];
  const other = any(people.filter((person) => person !== speaker));
  speaker.chat(other, any(LINES)).catch(() => undefined);
}, 500);

function enterTunnel(seconds, words) {
  const traveller = any(people.filter((person) => person.online));
  if (!traveller || people.filter((person) => person.online).length < 3) return;
  say(traveller.name, `${words} (${seconds} s)`);
  traveller.tunnel(seconds);
}

setInterval(() => enterTunnel(between(3, 9), 'drives into a tunnel'), 4000);
const late = () => enterTunnel(hibernationSeconds + 5, 'drives into a very long tunnel');
setTimeout(late, 6000);
setInterval(late, 45_000);

process.on('disconnect', () => process.exit());
