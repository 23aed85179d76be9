import type { Buffer } from 'node:buffer';

// A byte order mark is data here: dropping it would make the text differ from what the client signed.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text, or undefined when the bytes are not UTF-8. */
export const decodeUtf8 = (bytes: Buffer): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};
