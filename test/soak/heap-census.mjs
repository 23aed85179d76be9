/** Classes of which nothing may be left when all clients are gone and the longest deadline is past. */
export const MORTAL_CLASSES = ['Session', 'Connection', 'TcpWire', 'WebSocketWire', 'OutboundQueue'];

/** What V8 makes of the program by itself: machine code, what it has seen the code do, where it may go back from a guess. */
const COMPILED = 'code';

/**
 * What a V8 heap snapshot holds: `{ bytes, compiled, of: { Session: 3, … }, names: { 'object Session': bytes, … } }`, `compiled`
 * being a part of `bytes`.
 */
export function heapCensus({ snapshot, nodes, strings }) {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  const of = Object.fromEntries(MORTAL_CLASSES.map((word) => [word, 0]));
  const names = {};
  let bytes = 0;
  let compiled = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[type][nodes[at + type]];
    const own = nodes[at + size];
    bytes += own;
    if (kind === COMPILED) compiled += own;
    // Strings and numbers are named after what they say.
    const word = kind === 'object' || kind === 'native' ? `${kind} ${strings[nodes[at + name]]}` : kind;
    names[word] = (names[word] ?? 0) + own;
    if (kind === 'object' && of[strings[nodes[at + name]]] !== undefined) of[strings[nodes[at + name]]]++;
  }
  return { bytes, compiled, of, names };
}

/** Where a heap grew the most, biggest first: `[['object Session', 12345], …]`. */
export const growth = (before, after, most = 10) =>
  Object.entries(after.names)
    .map(([name, bytes]) => [name, bytes - (before.names[name] ?? 0)])
    .sort(([, a], [, b]) => b - a)
    .slice(0, most);
