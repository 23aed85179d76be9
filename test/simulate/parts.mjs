/** What a client has to know of an element as the server wrote it, or of what another client wrote. */
export const kindOf = (xml) => /^<([^\s/>]+|\/stream:stream)/.exec(xml)?.[1] ?? '';

export function attribute(xml, name) {
  const end = xml.indexOf('>');
  const start = ` ${name}='`;
  const at = xml.slice(0, end).indexOf(start);
  if (at < 0) return undefined;
  return xml.slice(at + start.length, xml.indexOf("'", at + start.length));
}

export const bodyOf = (xml) => /<body>([^<]*)<\/body>/.exec(xml)?.[1];

/** Elements in few words. */
export function summary(xml) {
  return xml
    .split(/(?=<(?:message|presence|iq|a|r|enable|resume|auth|stream:stream|\/stream:stream)[\s/>])/)
    .map((part) => {
      const words = [kindOf(part)];
      for (const name of ['id', 'type', 'to', 'from', 'h', 'previd', 'max']) {
        const value = attribute(part, name);
        if (value !== undefined) words.push(`${name}=${value}`);
      }
      if (part.includes('<delay ')) words.push('late');
      const condition = /<(item-not-found|conflict|[a-z]+-[a-z-]+) xmlns/.exec(part)?.[1];
      if (condition !== undefined) words.push(condition);
      return words.join(' ');
    })
    .join(' | ');
}
