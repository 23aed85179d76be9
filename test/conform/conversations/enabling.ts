import { NS } from '../../support/namespaces.js';
import { type Conversation, conversation } from '../conversation.js';
import { enable, resume, sessionOf } from '../negotiation.js';
import { LOCATION } from '../venue.js';
import { A, chat, ENABLE, FAILED, failed, SM } from './nonzas.js';

export const ENABLING: readonly Conversation[] = [
  conversation('R4', '<enable/> is answered in its own namespace', 'MUST §3', async ({ romeo }) => {
    for (const ns of [NS.sm3, NS.sm2]) {
      const phone = await romeo.bound();
      phone.say(`<enable xmlns='${ns}'/>`);
      await phone.hear(`<enabled xmlns='${ns}'/>`);
    }
  }),

  conversation('R5', 'resume is true or 1, false or 0, false if absent', 'text §3', async ({ romeo }) => {
    const wishes = [
      [" resume='true'", true],
      [" resume='1'", true],
      [" resume='false'", false],
      [" resume='0'", false],
      ['', false],
    ] as const;
    for (const [wish, granted] of wishes) {
      const phone = await romeo.bound();
      phone.say(`<enable xmlns='${SM}'${wish}/>`);
      await phone.hear(`<enabled xmlns='${SM}'/>`);
      if (sessionOf(phone).resumable !== granted)
        throw phone.breach(`resumption ${granted ? 'is not' : 'is'} granted`);
      await phone.close();
    }
  }),

  conversation('R6', "granted: resume='true' and an id", 'MUST §3, §5', async ({ romeo }) => {
    const phone = await romeo.bound();
    phone.say(ENABLE);
    await phone.hear(`<enabled xmlns='${SM}' resume='true' id='*'/>`);
  }),

  conversation('R6', "the literal 'true' also where the client said 1", 'house', async ({ romeo }) => {
    const phone = await romeo.bound();
    phone.say(`<enable xmlns='${SM}' resume='1'/>`);
    await phone.hear(`<enabled xmlns='${SM}' resume='true' id='*'/>`);
  }),

  conversation('R7', 'not granted: the session ends with its connection', 'text §3, §5', async (scene) => {
    const phone = await scene.romeo.signIn({ sm: 'enable' });
    const balcony = await scene.juliet.signIn();
    phone.say(`<presence to='${balcony.fullJid}'/>`);
    await balcony.hearPresence(`<presence from='${phone.fullJid}'/>`);
    phone.link.cut();
    await balcony.hearPresence(`<presence type='unavailable' from='${phone.fullJid}'/>`);
    const next = await scene.romeo.arrive();
    next.askToResume(sessionOf(phone));
    await next.hear(FAILED);
  }),

  conversation('R8', "the client's max is honoured downwards", 'MAY §3', async ({ romeo }) => {
    const most = (await enable(await romeo.bound())).max ?? 60;
    const phone = await romeo.bound();
    await enable(phone, true, most - 1);
    if (sessionOf(phone).max !== most - 1)
      throw phone.breach(`max='${most - 1}' was asked for, max='${sessionOf(phone).max}' came`);
  }),

  conversation('R8', "the client's max is capped upwards", 'MAY §3', async ({ romeo }) => {
    const most = (await enable(await romeo.bound())).max;
    const phone = await romeo.bound();
    await enable(phone, true, 4_000_000);
    if (sessionOf(phone).max !== most) throw phone.breach(`the server's max is '${most}'`);
  }),

  conversation('R8', 'an invalid max counts as absent', 'house', async ({ romeo }) => {
    const most = (await enable(await romeo.bound())).max;
    for (const max of ['0', '-5', 'soon', '']) {
      const phone = await romeo.bound();
      phone.say(`<enable xmlns='${SM}' resume='true' max='${max}'/>`);
      await phone.hear(`<enabled xmlns='${SM}' resume='true'${most === undefined ? '' : ` max='${most}'`}/>`);
      await phone.close();
    }
  }),

  conversation('R9', 'location, if there is one, is domainpart:port', 'MAY §3', async ({ romeo }) => {
    const phone = await romeo.bound();
    phone.say(ENABLE);
    const { location } = (await phone.hear(`<enabled xmlns='${SM}'/>`)).attrs;
    if (location !== undefined && !/^(\[[\da-fA-F:.]+\]|[^\s:[\]/]+)(:\d{1,5})?$/.test(location))
      throw phone.breach(`location='${location}'`);
  }),

  conversation(
    'R10',
    'a second <enable/> ends the connection by a stream error',
    'SHOULD §3',
    async (scene) => {
      const phone = await scene.romeo.signIn({ sm: 'resume' });
      phone.say(ENABLE);
      const heard = await phone.rest();
      if (!heard.heard.some((element) => element.is('error', NS.stream)))
        throw phone.breach('no stream error came');
      if (heard.alive) throw phone.breach('the connection was kept');
    },
  ),

  conversation(
    'R9',
    'location is told where it is configured, IPv6 in brackets',
    'MAY §3',
    async ({ romeo }) => {
      const phone = await romeo.bound();
      phone.say(ENABLE);
      await phone.hear(`<enabled xmlns='${SM}' location='${LOCATION}'/>`);
    },
    'location',
  ),

  conversation('R10', 'a second <enable/> is answered <failed/> first', 'text §3', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume' });
    phone.say(ENABLE);
    await phone.hear(failed('unexpected-request'));
  }),

  conversation(
    'R10',
    'a second <enable/> resets no counter: the session resumes',
    'house',
    async ({ romeo }) => {
      const phone = await romeo.signIn({ sm: 'resume' });
      const { sent } = sessionOf(phone);
      phone.say(ENABLE);
      await phone.hear(FAILED);
      phone.link.cut();
      const resumed = await resume(await romeo.arrive(), phone);
      if (resumed.attrs['h'] !== String(sent))
        throw phone.breach(`h='${resumed.attrs['h']}' where ${sent} stanzas were sent`);
    },
  ),

  conversation('R14', 'stanzas pipelined behind <enable/> count', 'text §4', async ({ romeo }) => {
    const phone = await romeo.bound();
    phone.say(ENABLE, chat(phone.fullJid, '1'), chat(phone.fullJid, '2'));
    await phone.hear(`<enabled xmlns='${SM}'/>`);
    await phone.hear("<message id='1'/>");
    await phone.hear("<message id='2'/>");
    await phone.acked(2);
  }),

  conversation('R14', 'the sent counter starts after <enabled/>', 'text §4', async ({ romeo }) => {
    const phone = await romeo.bound();
    // Stanzas of before, the result of bind among them, are in nobody's count.
    phone.say(chat(phone.fullJid, 'before'));
    await phone.hear("<message id='before'/>");
    await enable(phone);
    phone.say(chat(phone.fullJid, 'after'));
    await phone.hear("<message id='after'/>");
    phone.say(A(1));
    await phone.settle();
  }),

  conversation('R22', 'ids are new each time and at most 4000 bytes', 'MUST §5', async ({ romeo }) => {
    const ids = new Set<string>();
    for (let i = 0; i < 5; i += 1) {
      const phone = await romeo.bound();
      const { id } = await enable(phone);
      if (Buffer.byteLength(id) > 4000) throw phone.breach(`an id of ${Buffer.byteLength(id)} bytes`);
      if (ids.has(id)) throw phone.breach(`the id ${id} was given before`);
      ids.add(id);
      await phone.close();
    }
  }),

  conversation('R22', 'an id has room for 128 random bits', 'house', async ({ romeo }) => {
    const phone = await romeo.bound();
    const { id } = await enable(phone);
    // 22 characters of base64 are 132 bits.
    if (id.length < 22) throw phone.breach(`'${id}' has ${id.length} characters`);
  }),
];
