const MAX_LINES = 4;
const MAX_CHARACTERS = 260;

/** Set-up, round trips and own presence, which say nothing about the rule. */
const NOISE =
  /-quiet-|<presence\/>|-bind'|^[→←] <(stream|open|features|mechanisms|auth|challenge|response|success)\b|<presence [^>]*\/>$/;
const ROUTINE = /^→ <a xmlns='urn:xmpp:sm:3' h='\d+'\/>$|^← <r xmlns/;

/** Random parts and what every element has are in nobody's way when they are short. */
const plain = (line: string) =>
  line
    .replace(/ xmlns='(?:jabber:client|urn:ietf:params:xml:ns:xmpp-(?:stanzas|streams))'/g, '')
    .replace(/<error xmlns='http:\/\/etherx.jabber.org\/streams'>/, '<stream:error>')
    .replace(/ (?:xml:lang|stamp)='[^']*'/g, '')
    .replace(/(\bid|previd)='[^']{13,}'/g, "$1='…'")
    .replace(/ id='\w{6,9}-([^']*)'/g, " id='$1'")
    .replace(/@localhost\/[^']*/g, '@localhost/…');

/** The few lines that show it, oldest first; at least the last one. */
export function shortened(excerpt: readonly string[]): string[] {
  const telling = excerpt.filter((line) => !NOISE.test(line));
  const rare = telling.filter((line) => !ROUTINE.test(line));
  const lines = rare.length > 0 ? rare : telling.length > 0 ? telling : excerpt.slice(-2);
  return lines.slice(-MAX_LINES).map((line) => {
    const text = plain(line);
    return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
  });
}
