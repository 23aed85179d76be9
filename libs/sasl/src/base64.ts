import { Buffer } from 'node:buffer';

/** Decodes what a SASL element carries; undefined means `incorrect-encoding` (RFC 6120 §6.5.5). A single `=` is data of no
 *  length (§6.4.2). Nothing lenient: no white space, no missing padding, no URL alphabet, no stray bits (RFC 4648 §3, §4).
 *  An `<auth/>` without any text has no initial response at all, which is not this: pass null to the exchange then. */
export const decodeBase64 = (text: string): Buffer | undefined => {
  if (text === '=') return Buffer.alloc(0);
  const data = Buffer.from(text, 'base64');
  // Node decodes leniently; only the canonical text encodes back to itself.
  return data.toString('base64') === text ? data : undefined;
};

/** Encodes a challenge, a response or the data with success: `=` where there is data of no length (RFC 6120 §6.4.2). */
export const encodeBase64 = (data: Buffer): string => data.toString('base64') || '=';
