import { NS } from './namespaces.js';
import type { XmlClient } from './xml-client.js';

const bareOf = (client: XmlClient) => client.fullJid.split('/')[0] ?? '';

/** Asks for the roster, so that the resource is told of changes; answers its version. */
export async function askForRoster(client: XmlClient): Promise<string> {
  client.send(`<iq type='get' id='roster'><query xmlns='${NS.roster}'/></iq>`);
  const result = await client.expect(`<iq type='result' id='roster'><query xmlns='${NS.roster}'/></iq>`);
  return result.child('query', NS.roster)?.attrs['ver'] ?? '';
}

/** A roster push with this item. */
export const push = (item: string) => `<iq type='set'><query xmlns='${NS.roster}'>${item}</query></iq>`;

/** The first sees the other's presence from here on. Both have the roster and are available; everything is read. */
export async function subscribe(viewer: XmlClient, owner: XmlClient): Promise<void> {
  viewer.send(`<presence type='subscribe' to='${bareOf(owner)}'/>`);
  await viewer.expect(push(`<item jid='${bareOf(owner)}' ask='subscribe'/>`));
  await owner.expect(`<presence type='subscribe' from='${bareOf(viewer)}'/>`);
  owner.send(`<presence type='subscribed' to='${bareOf(viewer)}'/>`);
  await owner.expect(push(`<item jid='${bareOf(viewer)}'/>`));
  await viewer.expect(`<presence type='subscribed' from='${bareOf(owner)}'/>`);
  await viewer.expect(push(`<item jid='${bareOf(owner)}' ask='-'/>`));
  await viewer.expect(`<presence type='-' from='${owner.fullJid}' to='${bareOf(viewer)}'/>`);
}

/** Both see each other. */
export async function befriend(one: XmlClient, other: XmlClient): Promise<void> {
  await askForRoster(one);
  await askForRoster(other);
  await subscribe(one, other);
  await subscribe(other, one);
}
