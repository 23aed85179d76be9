/** Classes of which nothing may be left when all clients are gone and the longest deadline is past. */
export const MORTAL_CLASSES = ['Session', 'Connection', 'TcpWire', 'WebSocketWire', 'OutboundQueue'];

/** Bytes and instances in a V8 heap snapshot: `{ bytes, of: { Session: 3, … } }`. */
export function heapCensus({ snapshot, nodes, strings }) {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  const object = types[type].indexOf('object');
  const wanted = new Map(MORTAL_CLASSES.map((word) => [strings.indexOf(word), word]));
  const of = Object.fromEntries(MORTAL_CLASSES.map((word) => [word, 0]));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    bytes += nodes[at + size];
    const word = nodes[at + type] === object ? wanted.get(nodes[at + name]) : undefined;
    if (word !== undefined) of[word]++;
  }
  return { bytes, of };
}
