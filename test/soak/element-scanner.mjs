/**
 * Cuts what the server writes into the direct children of its stream, without parsing them: it counts tags. That is
 * enough where no attribute value holds a `>`, which the contents of a soak see to.
 */
export class ElementScanner {
  #text = '';
  #start = 0;
  #at = 0;
  #depth = 0;

  /** Complete elements as text, in order; the end of the stream is `</stream:stream>`. */
  feed(chunk) {
    this.#text += chunk;
    const found = [];
    for (;;) {
      const open = this.#text.indexOf('<', this.#at);
      const close = open < 0 ? -1 : this.#text.indexOf('>', open);
      if (close < 0) break;
      this.#at = close + 1;
      const element = this.#tag(open, close);
      if (element !== undefined) found.push(element);
    }
    this.#text = this.#text.slice(this.#depth === 0 ? this.#at : this.#start);
    this.#at -= this.#depth === 0 ? this.#at : this.#start;
    this.#start = 0;
    return found;
  }

  #tag(open, close) {
    const text = this.#text;
    if (text[open + 1] === '?' || text.startsWith('<stream:stream', open)) return undefined;
    if (text.startsWith('</stream:stream', open)) return '</stream:stream>';
    if (this.#depth === 0) this.#start = open;
    if (text[open + 1] === '/') this.#depth--;
    else if (text[close - 1] !== '/') this.#depth++;
    return this.#depth === 0 ? text.slice(this.#start, close + 1) : undefined;
  }
}

/** The value of an attribute in the element's own tag. */
export function attribute(xml, name) {
  const tag = xml.slice(0, xml.indexOf('>'));
  const at = tag.indexOf(` ${name}=`);
  if (at < 0) return undefined;
  const from = at + name.length + 3;
  return tag.slice(from, tag.indexOf(tag[from - 1], from));
}
