import { NS } from '../../support/namespaces.js';
import { NotOffered } from '../breach.js';
import { type Conversation, conversation } from '../conversation.js';
import { bind, resume, sessionOf } from '../negotiation.js';
import type { Scene } from '../scene.js';
import { chat, failed, SM } from './nonzas.js';

/** Romeo's phone with a session to resume, juliet's balcony without stream management. */
export async function couple({ romeo, juliet }: Scene) {
  const phone = await romeo.signIn({ sm: 'resume' });
  const balcony = await juliet.signIn();
  return { phone, balcony };
}

export const RESUMING: readonly Conversation[] = [
  conversation(
    'R24',
    '<resumed/> carries previd and the number of stanzas handled',
    'MUST §5',
    async (scene) => {
      const { phone, balcony } = await couple(scene);
      phone.say(chat(balcony.fullJid, '1'));
      await balcony.hear("<message id='1'/>");
      phone.link.cut();
      const { id, sent } = sessionOf(phone);
      const next = await scene.romeo.arrive();
      next.askToResume(sessionOf(phone));
      await next.hear(`<resumed xmlns='${SM}' previd='${id}' h='${sent}'/>`);
    },
  ),

  conversation(
    'R31',
    'an old connection that is still open hears conflict and is closed',
    'SHOULD §5',
    async (scene) => {
      const old = await scene.romeo.signIn({ sm: 'resume' });
      const next = await scene.romeo.arrive();
      await resume(next, old);
      await old.hearStreamError('conflict');
      await old.hearEvent('close');
      await old.hearEvent('end');
      await next.settle();
    },
  ),

  conversation('R32', 'counters carry over', 'MUST §5', async (scene) => {
    const { phone, balcony } = await couple(scene);
    balcony.say(chat(phone.fullJid, '1'));
    await phone.hear("<message id='1'/>");
    phone.link.cut();
    const next = await scene.romeo.arrive();
    await resume(next, phone);
    next.say(chat(balcony.fullJid, '2'));
    await balcony.hear("<message id='2'/>");
    await next.acked();
    balcony.say(chat(phone.fullJid, '3'));
    await next.hear("<message id='3'/>");
    // The server's count of what it sent went on as well: this is neither too high nor too low.
    next.say(`<a xmlns='${SM}' h='${sessionOf(next).handled}'/>`);
    await next.settle();
  }),

  conversation(
    'R33',
    'h is an <a/>: all beyond it comes again, in order, once, before what is new',
    'MUST §5',
    async (scene) => {
      const { phone, balcony } = await couple(scene);
      phone.answering = false;
      for (let i = 1; i <= 5; i += 1) {
        balcony.say(chat(phone.fullJid, `${i}`));
        await phone.hear(`<message id='${i}'/>`);
      }
      const had = sessionOf(phone).handled - 3;
      phone.link.cut();
      for (let i = 6; i <= 10; i += 1) balcony.say(chat(phone.fullJid, `${i}`));
      await balcony.settle();
      const next = await scene.romeo.arrive();
      next.askToResume(sessionOf(phone), had);
      balcony.say(chat(phone.fullJid, '11'));
      await next.hear(`<resumed xmlns='${SM}'/>`);
      for (let i = 3; i <= 11; i += 1) await next.hear(`<message id='${i}'/>`);
      await next.settle();
    },
  ),

  conversation('R33', 'again and again: a chain of resumptions', 'MUST §5', async (scene) => {
    const { phone, balcony } = await couple(scene);
    let last = phone;
    for (const id of ['1', '2', '3']) {
      last.link.cut();
      balcony.say(chat(phone.fullJid, id));
      await balcony.settle();
      const next = await scene.romeo.arrive();
      await resume(next, last);
      await next.hear(`<message id='${id}'/>`);
      last = next;
    }
    await last.settle();
  }),

  conversation(
    'R34',
    'presence survives: nobody hears of the loss, messages find the session',
    'SHOULD §5',
    async (scene) => {
      const { phone, balcony } = await couple(scene);
      const desk = await scene.romeo.signIn({ presence: -1 });
      phone.say(`<presence to='${balcony.fullJid}'/>`);
      await balcony.hearPresence(`<presence from='${phone.fullJid}'/>`);
      phone.link.cut();
      const next = await scene.romeo.arrive();
      await resume(next, phone);
      balcony.say(chat(scene.romeo.jid, '1'));
      await next.hear("<message id='1'/>");
      for (const witness of [balcony, desk]) {
        await witness.settle();
        if (witness.presencesSoFar().some(({ attrs }) => attrs['type'] === 'unavailable'))
          throw witness.breach(`${witness.name} heard unavailable`);
      }
    },
  ),

  conversation('R49', 'a resumed stream is CSI-active', 'text XEP-0352 §5', async (scene) => {
    const { phone, balcony } = await couple(scene);
    const inactive = "<inactive xmlns='urn:xmpp:csi:0'/>";
    if (!phone.features?.child('csi', 'urn:xmpp:csi:0')) throw new NotOffered('no client state indication');
    phone.say(inactive);
    await phone.settle();
    phone.link.cut();
    const next = await scene.romeo.arrive();
    await resume(next, phone);
    balcony.say(`<presence to='${phone.fullJid}'><status>here</status></presence>`);
    await next.hearPresence(`<presence from='${balcony.fullJid}'><status>here</status></presence>`);
  }),

  conversation(
    'R51',
    'of several who resume at once the last one has it; nothing lost, nothing twice',
    'text §5',
    async (scene) => {
      const { phone, balcony } = await couple(scene);
      phone.link.cut();
      balcony.say(chat(phone.fullJid, '1'));
      await balcony.settle();
      const rivals = [await scene.romeo.arrive(), await scene.romeo.arrive(), await scene.romeo.arrive()];
      const { handled } = sessionOf(phone);
      for (const rival of rivals) {
        // What one of them acknowledged would rightly not come to the next.
        rival.answering = false;
        rival.askToResume(sessionOf(phone), handled);
      }
      // Once all are answered, whoever was displaced is off; only then those who had it are asked who still has.
      const answers = await Promise.all(rivals.map((rival) => rival.next('an answer to <resume/>')));
      const winners = rivals.filter((_, i) => {
        const answer = answers[i];
        return answer?.kind === 'element' && answer.element.is('resumed', SM);
      });
      const rests = await Promise.all(winners.map((rival) => rival.rest()));
      const owners = winners.filter((_, i) => rests[i]?.alive);
      const [owner] = owners;
      if (!owner || owners.length !== 1)
        throw rivals[0]!.breach(`${owners.length} of 3 connections have the session`);
      // It may have come before the round trip that told who is left, or still come.
      const early = rests[winners.indexOf(owner)]?.heard.filter((element) =>
        element.is('message', NS.client),
      );
      if (early && early.length > 1) throw owner.breach('its owner got the message twice');
      // Nobody may be told that it was not delivered.
      await balcony.settle();
      if (early?.length === 0) await owner.hear("<message id='1'/>");
      await owner.settle();
    },
  ),

  conversation(
    'R30',
    'after a refused resumption bind works on the same stream',
    'SHOULD §5',
    async ({ romeo }) => {
      const phone = await romeo.arrive();
      phone.say(`<resume xmlns='${SM}' previd='no-such-session' h='0'/>`);
      await phone.hear(failed('item-not-found'));
      await bind(phone);
      await phone.settle();
    },
  ),
];
