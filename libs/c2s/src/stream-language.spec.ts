import { afterEach, describe, expect, it } from 'vitest';
import { streamLanguage } from './stream-language.js';
import { ConnectionRoom } from './testing/connection-room.js';

describe('the language of a stream', () => {
  it.each(['en', 'de-CH-1996', 'zh-Hant-TW', 'x-klingon'])('%s is one', (lang) => {
    expect(streamLanguage({ 'xml:lang': lang })).toBe(lang);
  });

  it.each(['', 'en_GB', 'en-', "en' evil='", 'e'.repeat(9), `en${'-aaaaaaaa'.repeat(5)}`])(
    '%j is none',
    (lang) => {
      expect(streamLanguage({ 'xml:lang': lang })).toBeUndefined();
    },
  );

  it('need not be given', () => {
    expect(streamLanguage({})).toBeUndefined();
  });
});

describe('a stanza (RFC 6120 §8.1.5)', () => {
  let room: ConnectionRoom;
  afterEach(() => room.close());

  const langs: (string | undefined)[] = [];
  const open = async () => {
    room = await ConnectionRoom.open();
    langs.length = 0;
    room.dispatch = (_session, stanza) => void langs.push(stanza.attrs['xml:lang'] as string | undefined);
  };
  const PLAIN = "<message to='juliet@localhost' id='1'><body>hi</body></message>";
  const FRENCH = "<message to='juliet@localhost' id='2' xml:lang='fr'><body>salut</body></message>";
  const NONE = "<message to='juliet@localhost' id='3' xml:lang=''><body>?</body></message>";

  it("without a language has the stream's, with stream management and without; one of its own stays", async () => {
    await open();
    const client = room.connect();
    await client.bind('balcony', " xml:lang='de'");
    client.say(PLAIN + FRENCH + NONE);
    client.say("<enable xmlns='urn:xmpp:sm:3'/>");
    client.say(PLAIN + FRENCH);
    expect(langs).toEqual(['de', 'fr', '', 'de', 'fr']);
  });

  it('has none where the client gave none', async () => {
    await open();
    const client = room.connect();
    await client.bind();
    client.say(PLAIN);
    expect(langs).toEqual([undefined]);
  });

  it('on a resumed stream has the language of that stream', async () => {
    await open();
    const old = room.connect();
    await old.bind('balcony', " xml:lang='de'");
    const answer = old.say("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
    const next = room.connect();
    await next.authenticate(" xml:lang='it'");
    next.say(`<resume xmlns='urn:xmpp:sm:3' previd='${/id='([^']+)'/.exec(answer)?.[1]}' h='0'/>`);
    next.say(PLAIN);
    expect(langs).toEqual(['it']);
  });
});
