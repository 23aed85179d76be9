// Besides the markup: a bare CR would be read back as LF (XML 1.0 §2.11), and what XML cannot carry at all must not break
// the stream it is written to.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const IN_TEXT = /[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
// In attributes white space would be read back as spaces (XML 1.0 §3.3.3).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const IN_ATTRIBUTE = /[&<>'\x00-\x1f\ufffe\uffff]/;
const ALL_IN_TEXT = new RegExp(IN_TEXT, 'g');
const ALL_IN_ATTRIBUTE = new RegExp(IN_ATTRIBUTE, 'g');

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const reference = (character: string) => REFERENCES[character] ?? '\uFFFD';

/** Text as character data; characters that XML 1.0 cannot carry become U+FFFD. */
export function escapeText(text: string): string {
  return IN_TEXT.test(text) ? text.replace(ALL_IN_TEXT, reference) : text;
}

/** Text as the inside of a single-quoted attribute; characters that XML 1.0 cannot carry become U+FFFD. */
export function escapeAttribute(text: string): string {
  return IN_ATTRIBUTE.test(text) ? text.replace(ALL_IN_ATTRIBUTE, reference) : text;
}
