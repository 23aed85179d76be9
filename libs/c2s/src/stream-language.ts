/** BCP 47 in its shape; the longest tags in use have fewer than 35 characters (RFC 5646 §4.4.1). */
const TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
const LONGEST = 35;

/**
 * The language that a client's stream header gives to stanzas without one of their own (RFC 6120 §8.1.5). What is no
 * language tag is not passed on: a header may be large, and its value would be put on every stanza.
 */
export function streamLanguage(attrs: Readonly<Record<string, string>>): string | undefined {
  const lang = attrs['xml:lang'];
  if (lang === undefined || lang.length > LONGEST || !TAG.test(lang)) return undefined;
  // A copy: cut out of a network read, it would keep that whole read for as long as the stream.
  return Buffer.from(lang).toString();
}
