/** One record of a CSV file (RFC 4180) and the line it begins on, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
  /** What is wrong with its quoting; `fields` is then not to be used. */
  readonly problem?: string;
}

/**
 * The records of a CSV text: fields in double quotes may hold commas, line ends and doubled quotes; lines end in CRLF or LF;
 * empty lines and a byte order mark are skipped. Bad quoting spoils its record only, which ends with its line.
 */
export function* csvRecords(text: string): Generator<CsvRecord> {
  // One field and what ends it. Sticky, so that each field is looked at once.
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (position < text.length) {
    const begin = line;
    const fields: string[] = [];
    let end = ',';
    while (end === ',') {
      field.lastIndex = position;
      const match = field.exec(text);
      if (match === null) break;
      const [all, quoted, bare, ending] = match;
      fields.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
      line += all.split('\n').length - 1;
      position = field.lastIndex;
      end = ending ?? '';
    }
    if (end === ',') {
      const problem =
        text[position] === '"'
          ? unclosedOrTrailing(text, position)
          : 'a quote or a lone carriage return in an unquoted field';
      const lineEnd = text.indexOf('\n', position);
      position = lineEnd === -1 ? text.length : lineEnd + 1;
      line += 1;
      yield { line: begin, fields: [], problem };
    } else if (fields.length > 1 || fields[0] !== '') {
      yield { line: begin, fields };
    }
  }
}

function unclosedOrTrailing(text: string, position: number): string {
  const quotes = /"[^"]*(?:""[^"]*)*"/y;
  quotes.lastIndex = position;
  return quotes.test(text) ? 'text behind a closing quote' : 'a quote that is never closed';
}
