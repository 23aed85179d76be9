import { describe, expect, it } from 'vitest';
import type { Element } from '../../support/element.js';
import { NS } from '../../support/namespaces.js';
import { bind, enable, openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const stage = openStage();

/** Names of the children by what they are: conditions belong to RFC 6120, everything else is an addition. */
const shape = (failed: Element) =>
  failed.elements.map((child) => `${child.xmlns === NS.stanzaErrors ? '' : '+'}${child.name}`);

describe.each(TRANSPORTS)('every <failed/> over %s', (transport) => {
  const ask = async (client: XmlClient, xml: string) => {
    client.send(xml);
    return shape(await client.expect(`<failed xmlns='${/xmlns='([^']+)'/.exec(xml)?.[1]}'/>`));
  };

  it.each([NS.sm2, NS.sm3])('fault 3: has its condition as a direct child, in %s (R35)', async (ns) => {
    const romeo = await stage.person('romeo');
    const stranger = await stage.connect(transport);
    await openSecureStream(stranger);
    const enableIt = `<enable xmlns='${ns}' resume='true'/>`;
    const resumeIt = (attributes: string) => `<resume xmlns='${ns}' ${attributes}/>`;
    expect(await ask(stranger, enableIt)).toEqual(['unexpected-request']);
    expect(await ask(stranger, resumeIt("previd='x' h='0'"))).toEqual(['unexpected-request']);

    const lost = await romeo.signIn(transport, { sm: 'resume' });
    const previd = `previd='${lost.sm?.id}'`;
    const client = await romeo.arrive(transport);
    expect(await ask(client, enableIt)).toEqual(['unexpected-request']);
    expect(await ask(client, resumeIt(''))).toEqual(['bad-request']);
    expect(await ask(client, resumeIt("previd='x' h='0'"))).toEqual(['item-not-found']);
    for (const h of ['1000000', 'many'])
      expect(await ask(client, resumeIt(`${previd} h='${h}'`))).toEqual([
        'undefined-condition',
        '+handled-count-too-high',
      ]);
    const thief = await (await stage.person('mercutio')).arrive(transport);
    expect(await ask(thief, resumeIt(`${previd} h='0'`))).toEqual(['item-not-found']);
    await bind(client);
    expect(await ask(client, resumeIt(`${previd} h='0'`))).toEqual(['unexpected-request']);
    await enable(client, true, ns);
    expect(await ask(client, enableIt)).toEqual(['unexpected-request']);

    await stage.server.setLimit(romeo.jid, 'smacks_max_hibernated_sessions', 0);
    const unlucky = await romeo.arrive(transport);
    expect(await ask(unlucky, resumeIt(`${previd} h='0'`))).toEqual(['feature-not-implemented']);
  });
});
