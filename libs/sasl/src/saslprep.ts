import prepare from '@mongodb-js/saslprep';

/** Longer texts are no password a person has, and preparing them would only cost time. */
const MAX_LENGTH = 4096;

/** SASLprep (RFC 4013); undefined when it forbids the text or leaves nothing of it. What is stored may hold no code point that
 *  Unicode 3.2 had not assigned; what is only compared with it may (RFC 4013 §2.5, RFC 3454 §7). */
export const saslprep = (text: string, use: 'stored' | 'query'): string | undefined => {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return prepare(text, { allowUnassigned: use === 'query' }) || undefined;
  } catch {
    return undefined;
  }
};
