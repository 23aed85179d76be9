import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('queries over %s', (transport) => {
  const asked = async (inside: string, type = 'get', to: string | undefined = 'localhost') => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport);
    const target = to === 'self' ? ` to='${romeo.jid}'` : to === '' ? '' : ` to='${to}'`;
    client.send(`<iq type='${type}' id='q'${target}>${inside}</iq>`);
    return client;
  };
  const featuresOf = async (to: string) => {
    const client = await asked(`<query xmlns='${NS.discoInfo}'/>`, 'get', to);
    const result = await client.expect(
      `<iq type='result' id='q'><query xmlns='${NS.discoInfo}'><identity/></query></iq>`,
    );
    return result.child('query', NS.discoInfo)?.elements ?? [];
  };

  it.each(['localhost', ''])("answers a ping to '%s' (XEP-0199 §4.2)", async (to) => {
    const client = await asked(`<ping xmlns='${NS.ping}'/>`, 'get', to);
    await client.expect("<iq type='result' id='q'/>");
  });

  it('tells its name and version (XEP-0092)', async () => {
    const client = await asked(`<query xmlns='${NS.version}'/>`);
    await client.expect(
      `<iq type='result' id='q' from='localhost'><query xmlns='${NS.version}'><name>Dormouse</name>
        <version>${stage.server.ready?.version}</version></query></iq>`,
    );
  });

  it('describes itself to service discovery (XEP-0030 §3.1)', async () => {
    const answer = await featuresOf('localhost');
    expect(answer.map((child) => child.attrs)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ category: 'server', type: 'im' }),
        { var: NS.discoInfo },
        { var: NS.ping },
        { var: NS.version },
      ]),
    );
  });

  it('describes the own account to service discovery (XEP-0030 §3.1)', async () => {
    const answer = await featuresOf('self');
    expect(answer.map((child) => child.attrs)).toContainEqual(
      expect.objectContaining({ category: 'account', type: 'registered' }),
    );
  });

  it('lists no items where it has none (XEP-0030 §4.1)', async () => {
    const xmlns = 'http://jabber.org/protocol/disco#items';
    const client = await asked(`<query xmlns='${xmlns}'/>`);
    await client.expect(`<iq type='result' id='q'><query xmlns='${xmlns}'/></iq>`);
  });

  it.each(['', 'self'])("answers the roster query to '%s' (RFC 6121 §2.1.3)", async (to) => {
    const client = await asked(`<query xmlns='${NS.roster}'/>`, 'get', to);
    const result = await client.expect(`<iq type='result' id='q'><query xmlns='${NS.roster}'/></iq>`);
    expect(result.child('query', NS.roster)?.elements).toEqual([]);
  });

  it.each([
    ['get', 'localhost'],
    ['set', 'localhost'],
    ['get', 'self'],
    ['set', ''],
  ] as const)("answers an unknown %s to '%s' with service-unavailable (RFC 6120 §8.4)", async (type, to) => {
    const client = await asked("<pigeon xmlns='urn:example:birds'/>", type, to);
    await client.expect(
      `<iq type='error' id='q'><error type='cancel'><service-unavailable ${STANZA_ERROR}/></error></iq>`,
    );
  });

  it.each([
    ['of no known type', "<iq type='fetch' id='q' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>"],
    ['asking two things', "<iq type='get' id='q' to='localhost'><a xmlns='urn:a'/><b xmlns='urn:b'/></iq>"],
    ['asking nothing', "<iq type='get' id='q' to='localhost'/>"],
  ])('refuses an iq %s (RFC 6120 §8.2.3)', async (_name, iq) => {
    const client = await (await stage.person('romeo')).signIn(transport);
    client.send(iq);
    await client.expect(
      `<iq type='error' id='q'><error type='modify'><bad-request ${STANZA_ERROR}/></error></iq>`,
    );
  });

  it('never answers a result or an error (RFC 6120 §8.3.1)', async () => {
    const client = await asked('', 'result');
    client.send("<iq type='error' id='e' to='localhost'/>");
    await client.expectNothing();
  });
});
