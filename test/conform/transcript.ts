const MAX_LINE = 400;

/** Nobody's proof or password belongs in a report. */
const secrets = (xml: string) => xml.replace(/(<(?:auth|response|challenge|success)\b[^>]*>)[^<]+/g, '$1…');

/** What one connection said and heard, line by line. */
export class Transcript {
  readonly #lines: string[] = [];
  /** Lines of stream set-up, which no excerpt needs. */
  #prologue = 0;

  sent(xml: string): void {
    this.#add('→', xml);
  }

  came(xml: string): void {
    this.#add('←', xml);
  }

  #add(arrow: string, xml: string): void {
    const line = secrets(xml);
    this.#lines.push(`${arrow} ${line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line}`);
  }

  /** What was said so far was only the way in. */
  begin(): void {
    this.#prologue = this.#lines.length;
  }

  /** The last lines, oldest first. */
  excerpt(count = 8): string[] {
    return this.#lines.slice(this.#prologue).slice(-count);
  }

  /** The last lines, those of the way in too. */
  all(count = 40): string[] {
    return this.#lines.slice(-count);
  }
}
