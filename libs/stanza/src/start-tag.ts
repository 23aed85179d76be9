/** The attributes of a stanza's start tag that routing and errors look at, escaped as they stand; absent ones undefined. */
export interface StartTag {
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly id: string | undefined;
  readonly type: string | undefined;
}

/**
 * Reads the start tag of a stanza **as our serializer wrote it**, never of what came from a peer: there is one space
 * before each attribute, values stand in single quotes, and `'`, `<` and `>` are escaped wherever they are meant. So a
 * tag is read without looking at what is in the stanza. Values are handed out byte for byte, ready to be written again.
 */
export function readStartTag(xml: string): StartTag {
  let at = 1;
  while (at < xml.length && !NAME_ENDS.has(xml.charCodeAt(at))) at++;
  const tag: { -readonly [name in keyof StartTag]: StartTag[name] } = {
    name: xml.slice(1, at),
    from: undefined,
    to: undefined,
    id: undefined,
    type: undefined,
  };
  while (xml.charCodeAt(at) === SPACE) {
    const equals = xml.indexOf('=', at);
    const end = xml.indexOf("'", equals + 2);
    // Not ours after all: what is no attribute ends the tag.
    if (end < at) break;
    const name = xml.slice(at + 1, equals);
    if (name === 'from' || name === 'to' || name === 'id' || name === 'type')
      tag[name] = xml.slice(equals + 2, end);
    at = end + 1;
  }
  return tag;
}

const SPACE = 0x20;
/** Space, `/`, `>`. */
const NAME_ENDS: ReadonlySet<number> = new Set([SPACE, 0x2f, 0x3e]);
