import { type Element, isFault, parseFrame } from '#xml';

/** What is stored came over the wire once, within the wire's limits. */
const OWN_LIMITS = { maxStanzaBytes: Number.MAX_SAFE_INTEGER, maxDepth: 128, maxAttributes: 1024 };

/** Reads back what our serializer wrote; throws when it is not that, so that the asker gets internal-server-error. */
export function stored(xml: string): Element {
  const element = parseFrame(xml, OWN_LIMITS);
  if (isFault(element)) throw new Error(`what was stored could not be read back: ${element.text}`);
  return element;
}
