import { Window } from 'happy-dom';

/** A browser's tab as far as an XMPP client needs one: XML documents and session storage. */
export function openTab() {
  const tab = new Window();
  // COMPAT happy-dom 21 takes XML for HTML in three places where a browser does not (DOM §4.5, §4.9): elements made by
  // createElement get upper-case names, attributes have no nodeName, elements with a prefix are not found by namespace.
  const xml = new tab.DOMParser().parseFromString('<blank/>', 'text/xml');
  xml.createElement = (name) => xml.createElementNS(null, name);
  tab.document.implementation.createDocument = () => xml;
  Object.defineProperty(tab.Attr.prototype, 'nodeName', {
    get() {
      return this.name;
    },
  });
  for (const { prototype } of [tab.Element, tab.XMLDocument])
    prototype.getElementsByTagNameNS = function (namespace, localName) {
      return [...this.getElementsByTagName('*')].filter(
        (one) => one.namespaceURI === namespace && one.localName === localName,
      );
    };
  return tab;
}
