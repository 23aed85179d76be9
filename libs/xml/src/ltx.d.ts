/** ltx 3.1 carries no types. Only what Dormouse uses is declared: Elements as plain data, never ltx's own parser or writer. */
declare module 'ltx' {
  /** Child of an element: another element or a run of text. */
  export type Node = Element | string;

  /** What an attribute may be set from; null and undefined mean that it is absent. */
  export type AttributeValue = string | number | null | undefined;

  export class Element {
    /** @param attrs a string is short for `{ xmlns: … }` */
    constructor(name: string, attrs?: string | Readonly<Record<string, AttributeValue>> | null);

    name: string;
    parent: Element | null;
    children: Node[];
    attrs: Record<string, string | undefined>;

    is(name: string, xmlns?: string | null): boolean;
    getName(): string;
    getNS(): string | undefined;
    getAttr(name: string): string | undefined;
    getChild(name: string, xmlns?: string | null): Element | undefined;
    getChildren(name: string, xmlns?: string | null): Element[];
    getChildText(name: string, xmlns?: string | null): string | null;
    getChildElements(): Element[];
    getText(): string;

    root(): Element;
    up(): Element;
    /** Appends a new child element and returns the child. */
    c(name: string, attrs?: string | Readonly<Record<string, AttributeValue>> | null): Element;
    /** Appends a child and returns it. */
    cnode(child: Element): Element;
    append(...nodes: Node[]): void;
    prepend(...nodes: Node[]): void;
    /** Appends text and returns this element. */
    t(text: string): this;
    remove(child: Element): this;
    remove(name: string, xmlns?: string): this;
  }
}
