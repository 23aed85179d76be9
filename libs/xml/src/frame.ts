import type { Element } from 'ltx';
import { DocumentParser } from './document-parser.js';
import { TOO_LARGE, type XmlFault } from './fault.js';
import type { ReaderLimits } from './stream-tokenizer.js';

const LONE_SURROGATE = /\p{Surrogate}/u;

let complete: Element | undefined;

// One for all: a message is read from begin to end before anyone else's.
const parser = new DocumentParser(
  true,
  { maxDepth: 0, maxAttributes: 0 },
  {
    header: () => undefined,
    element: (el) => {
      complete = el;
    },
    end: () => undefined,
    gap: () => undefined,
    retract: () => {
      complete = undefined;
    },
  },
);

/**
 * Reads a WebSocket message, which is one complete element (RFC 7395 §3.3.3), as strictly as a stream and into the same canonical
 * form. White space around it and an XML declaration before it are tolerated.
 */
export function parseFrame(text: string, limits: ReaderLimits): Element | XmlFault {
  if (Buffer.byteLength(text) > limits.maxStanzaBytes) return TOO_LARGE;
  if (LONE_SURROGATE.test(text)) return { condition: 'unsupported-encoding', text: 'not Unicode' };
  parser.reset(limits);
  const fault = parser.feed(text) ?? parser.finish();
  const el = complete;
  complete = undefined;
  parser.reset();
  // Without a fault there was a root, for the parser insists on one.
  return fault ?? el!;
}
