const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' };
const escaped = (text: string) => text.replace(/[&<>']/g, (character) => ESCAPES[character] ?? character);

/** An XML element as a test sees it: local name, namespace, attributes by their written name, children. */
export class Element {
  readonly children: (Element | string)[] = [];

  constructor(
    readonly name: string,
    readonly xmlns: string,
    readonly attrs: Readonly<Record<string, string>>,
  ) {}

  is(name: string, xmlns: string): boolean {
    return this.name === name && this.xmlns === xmlns;
  }

  get elements(): Element[] {
    return this.children.filter((child) => typeof child !== 'string');
  }

  /** Its own character data, without that of its children. */
  get text(): string {
    return this.children.filter((child) => typeof child === 'string').join('');
  }

  /** The first child of this name, in the same namespace unless told otherwise. */
  child(name: string, xmlns = this.xmlns): Element | undefined {
    return this.elements.find((child) => child.is(name, xmlns));
  }

  childText(name: string, xmlns = this.xmlns): string | undefined {
    return this.child(name, xmlns)?.text;
  }

  /** For messages to people: every namespace said where it changes. */
  toString(around = ''): string {
    const xmlns = this.xmlns === around ? '' : ` xmlns='${this.xmlns}'`;
    const attrs = Object.entries(this.attrs).map(([name, value]) => ` ${name}='${escaped(value)}'`);
    const inside = this.children.map((child) =>
      typeof child === 'string' ? escaped(child) : child.toString(this.xmlns),
    );
    const tag = `${this.name}${xmlns}${attrs.join('')}`;
    return inside.length === 0 ? `<${tag}/>` : `<${tag}>${inside.join('')}</${this.name}>`;
  }
}
