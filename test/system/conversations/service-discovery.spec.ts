import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { befriend } from '../../support/contacts.js';
import type { Element } from '../../support/element.js';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { authenticate, bind, openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage({
  DORMOUSE_SERVER_CONTACTS:
    'abuse=mailto:abuse@localhost, admin=xmpp:admin@localhost, admin=mailto:a@localhost',
});
const ITEMS = 'http://jabber.org/protocol/disco#items';

/** Rows of the table "What disco#info lists" in docs/xeps.md: feature, and whose answer it is in. */
const documented = readFileSync(new URL('../../../docs/xeps.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => /^\| `([^`]+)` \| ([a-z, ]+) \| [^|]*\[/.exec(line))
  .filter((row) => row !== null)
  .map(([, feature, whose]) => ({ feature: feature as string, whose: (whose as string).split(', ') }));
const promised = (whose: string) =>
  documented.filter((row) => row.whose.includes(whose)).map((row) => row.feature);

async function describeTo(client: XmlClient, to: string, node?: string): Promise<Element> {
  const attribute = node === undefined ? '' : ` node='${node}'`;
  client.send(
    `<iq type='get' id='d'${to === '' ? '' : ` to='${to}'`}><query xmlns='${NS.discoInfo}'${attribute}/></iq>`,
  );
  const answer = await client.expect(
    `<iq type='result' id='d'><query xmlns='${NS.discoInfo}' node='${node ?? '-'}'/></iq>`,
  );
  return answer.child('query', NS.discoInfo) as Element;
}

const featuresOf = (info: Element) =>
  info.elements.filter(({ name }) => name === 'feature').map(({ attrs }) => attrs['var']);

/** XEP-0115 §5.1, written down once more. */
function verification(info: Element): string {
  const parts = info.elements.map((child): string => {
    const { attrs } = child;
    if (child.name === 'identity')
      return `0${attrs['category']}/${attrs['type']}/${attrs['xml:lang'] ?? ''}/${attrs['name'] ?? ''}<`;
    if (child.name === 'feature') return `1${attrs['var']}<`;
    const fields = child.elements.map((field) => {
      const values = field.elements.map((value) => `${value.text}<`).sort();
      return field.attrs['var'] === 'FORM_TYPE'
        ? `0${values.join('')}`
        : `1${field.attrs['var']}<${values.join('')}`;
    });
    return `2${fields
      .sort()
      .map((field) => field.slice(1))
      .join('')}`;
  });
  return createHash('sha1')
    .update(
      parts
        .sort()
        .map((part) => part.slice(1))
        .join(''),
    )
    .digest('base64');
}

describe.each(TRANSPORTS)('service discovery (XEP-0030) over %s', (transport) => {
  it('the server lists what docs/xeps.md says, and nothing else', async () => {
    const client = await (await stage.person('romeo')).signIn(transport);
    const info = await describeTo(client, 'localhost');
    expect(featuresOf(info)).toEqual(promised('server').sort());
    const [identity] = info.elements;
    expect(identity?.attrs).toEqual({ category: 'server', type: 'im', name: 'Dormouse' });
  });

  it.each(['', 'own'])('so does the own account (to: "%s")', async (to) => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    const info = await describeTo(client, to === '' ? '' : romeo.jid);
    expect(featuresOf(info)).toEqual(promised('own').sort());
    expect(info.elements[0]?.attrs).toEqual({ category: 'account', type: 'registered' });
  });

  it('and another account, to who may see its presence; nobody else learns that it is there (§8)', async () => {
    const [romeo, other] = [await stage.person('romeo'), await stage.person('juliet')];
    const client = await romeo.signIn(transport);
    const juliet = await other.signIn(transport);
    for (const to of [other.jid, 'nobody@localhost'])
      for (const xmlns of [NS.discoInfo, ITEMS]) {
        client.send(`<iq type='get' id='d' to='${to}'><query xmlns='${xmlns}'/></iq>`);
        await client.expect(
          `<iq type='error' id='d'><error><service-unavailable ${STANZA_ERROR}/></error></iq>`,
        );
      }
    await befriend(client, juliet);
    const info = await describeTo(client, other.jid);
    expect(featuresOf(info)).toEqual(promised('other').sort());
    expect(info.elements[0]?.attrs).toEqual({ category: 'account', type: 'registered' });
  });

  it.each(['localhost', ''])('knows no node and has no items (to: "%s")', async (to) => {
    const client = await (await stage.person('romeo')).signIn(transport);
    const address = to === '' ? '' : ` to='${to}'`;
    for (const xmlns of [NS.discoInfo, ITEMS]) {
      client.send(`<iq type='get' id='d'${address}><query xmlns='${xmlns}' node='n'/></iq>`);
      await client.expect(`<iq type='error' id='d'><error><item-not-found ${STANZA_ERROR}/></error></iq>`);
    }
    client.send(`<iq type='get' id='d'${address}><query xmlns='${ITEMS}'/></iq>`);
    const answer = await client.expect(`<iq type='result' id='d'><query xmlns='${ITEMS}'/></iq>`);
    expect(answer.child('query', ITEMS)?.elements).toEqual([]);
  });

  it('tells whom to write to (XEP-0157)', async () => {
    const client = await (await stage.person('romeo')).signIn(transport);
    const info = await describeTo(client, 'localhost');
    const fields = info.child('x', 'jabber:x:data')?.elements ?? [];
    expect(fields.map((field) => [field.attrs['var'], ...field.elements.map((value) => value.text)])).toEqual(
      [
        ['FORM_TYPE', 'http://jabber.org/network/serverinfo'],
        ['abuse-addresses', 'mailto:abuse@localhost'],
        ['admin-addresses', 'xmpp:admin@localhost', 'mailto:a@localhost'],
      ],
    );
  });

  it('is hashed in the stream features, and answers to that name (XEP-0115 §6.3); limits are told (XEP-0478)', async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect(transport);
    const before = await openSecureStream(client);
    expect(before.child('c', 'http://jabber.org/protocol/caps')).toBeUndefined();
    const features = await authenticate(client, romeo.user, romeo.password);
    for (const set of [before, features])
      expect(set.child('limits', 'urn:xmpp:stream-limits:0')?.childText('max-bytes')).toBe('262144');
    const { ver, node, hash } = features.child('c', 'http://jabber.org/protocol/caps')?.attrs ?? {};
    expect(hash).toBe('sha-1');
    await bind(client);
    expect(verification(await describeTo(client, 'localhost'))).toBe(ver);
    expect(verification(await describeTo(client, 'localhost', `${node}#${ver}`))).toBe(ver);
  });
});

describe.each(TRANSPORTS)('small questions over %s', (transport) => {
  const ask = (client: XmlClient, query: string, to: string) =>
    client.send(`<iq type='get' id='q' to='${to}'>${query}</iq>`);

  it('what time it is (XEP-0202)', async () => {
    const client = await (await stage.person('romeo')).signIn(transport);
    ask(client, "<time xmlns='urn:xmpp:time'/>", 'localhost');
    const answer = await client.expect("<iq type='result' id='q'><time xmlns='urn:xmpp:time'/></iq>");
    const time = answer.child('time', 'urn:xmpp:time');
    expect(time?.childText('utc')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(time?.childText('tzo')).toMatch(/^[+-]\d\d:\d\d$/);
  });

  it('how long the server has been up, and how long somebody has been away (XEP-0012)', async () => {
    const LAST = "<query xmlns='jabber:iq:last'/>";
    const [romeo, other] = [await stage.person('romeo'), await stage.person('juliet')];
    const client = await romeo.signIn(transport);
    ask(client, LAST, 'localhost');
    await client.expect("<iq type='result' id='q'><query xmlns='jabber:iq:last' seconds='*'/></iq>");
    ask(client, LAST, romeo.jid);
    await client.expect("<iq type='result' id='q'><query xmlns='jabber:iq:last' seconds='0'/></iq>");
    ask(client, LAST, other.jid);
    await client.expect(`<iq type='error' id='q'><error><forbidden ${STANZA_ERROR}/></error></iq>`);
    const juliet = await other.signIn(transport);
    await befriend(client, juliet);
    ask(client, LAST, other.jid);
    await client.expect("<iq type='result' id='q'><query xmlns='jabber:iq:last' seconds='0'/></iq>");
    await juliet.close();
    await client.expect(`<presence type='unavailable' from='${juliet.fullJid}'/>`);
    ask(client, LAST, other.jid);
    await client.expect("<iq type='result' id='q'><query xmlns='jabber:iq:last' seconds='*'/></iq>");
  });
});
