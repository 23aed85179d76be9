import { NS } from '../../support/namespaces.js';
import { type Conversation, conversation } from '../conversation.js';
import { resume, sessionOf } from '../negotiation.js';
import type { Person } from '../person.js';
import { A, chat, R, SM, tooHigh } from './nonzas.js';

/** A phone that sent itself three messages, has read them and acknowledged none. */
async function threeUnacked(romeo: Person) {
  const phone = await romeo.signIn({ sm: 'resume', presence: false });
  phone.answering = false;
  for (const id of ['1', '2', '3']) {
    phone.say(chat(phone.fullJid, id));
    await phone.hear(`<message id='${id}'/>`);
  }
  return phone;
}

const BAD_ACKS = [
  ['without h', `<a xmlns='${SM}'/>`],
  ['with an empty h', A('')],
  ["with h='many'", A('many')],
  ["with h='-1'", A('-1')],
  ["with h='4294967296'", A('4294967296')],
] as const;

export const ACKNOWLEDGING: readonly Conversation[] = [
  ...BAD_ACKS.map(([how, ack]) =>
    conversation('R11', `<a/> ${how}: stream error`, 'house', async ({ romeo }) => {
      const phone = await romeo.signIn({ sm: 'resume' });
      phone.say(ack);
      await phone.hearStreamError();
      await phone.ended();
    }),
  ),

  conversation('R11', 'an <a/> without h does not cost the session', 'house', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume' });
    phone.say(`<a xmlns='${SM}'/>`);
    const { alive } = await phone.rest();
    if (!alive) await resume(await romeo.arrive(), phone);
  }),

  conversation(
    'R12',
    'h starts at 0 and counts stanzas; nonzas and keep-alives never',
    'text §4',
    async ({ romeo }) => {
      const phone = await romeo.signIn({ sm: 'resume', presence: false });
      await phone.acked(0);
      phone.say(chat(phone.fullJid, '1'));
      await phone.hear("<message id='1'/>");
      phone.say(A(1));
      phone.link.keepAlive();
      phone.say('<presence/>', R);
      phone.say(`<iq type='get' id='q' to='${phone.domain}'><pigeon xmlns='urn:example:birds'/></iq>`);
      await phone.hear("<iq id='q' type='error'/>");
      await phone.acked(3);
    },
  ),

  conversation('R12', 'an unknown element never counts', 'text §4', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume', presence: false });
    phone.say(chat(phone.fullJid, '1'));
    await phone.hear("<message id='1'/>");
    phone.say("<pigeon xmlns='urn:example:birds'/>");
    // A server may pass it over, or end the stream over it (RFC 6120 §4.9.3.24); then the ping behind it was not handled.
    const { alive } = await phone.rest();
    if (alive) return phone.acked();
    const last = phone.acksSoFar().at(-1);
    if (last === 1) return;
    if (last !== undefined) throw phone.breach(`the last <a/> says ${last} of 1 stanza`);
    const { h } = (await resume(await romeo.arrive(), phone)).attrs;
    if (h !== '1') throw phone.breach(`h='${h}' of 1 stanza`);
  }),

  conversation('R15', '<r/> is answered at once with the number handled', 'MUST §4', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume', presence: false });
    phone.say(R, R);
    for (const h of [await phone.nextAck(), await phone.nextAck()])
      if (h !== 0) throw phone.breach(`h='${h}' of 0 stanzas`);
    phone.say(chat(phone.fullJid, '1'), chat(phone.fullJid, '2'));
    await phone.acked(2);
  }),

  conversation('R16', 'unsolicited and repeated <a/> are accepted', 'MAY §4', async ({ romeo }) => {
    const phone = await threeUnacked(romeo);
    phone.say(A(0), A(1), A(1), A(1), A(3), A(3));
    await phone.settle();
  }),

  conversation('R17', 'an <a/> frees exactly the acknowledged prefix', 'SHOULD §4', async ({ romeo }) => {
    const phone = await threeUnacked(romeo);
    phone.say(A(2));
    await phone.acked();
    phone.link.cut();
    const next = await romeo.arrive();
    await resume(next, phone, 2);
    await next.hear("<message id='3'/>");
    await next.settle();
  }),

  conversation('R18', "a final <a/> precedes the server's own close", 'house', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume', presence: false });
    phone.say(chat(phone.fullJid, '1'));
    await phone.hear("<message id='1'/>");
    phone.acksSoFar();
    phone.link.sendBroken('<message></presence>');
    await phone.ended();
    const last = phone.acksSoFar().at(-1);
    if (last !== 1) throw phone.breach(`the last <a/> ${last === undefined ? 'is missing' : `says ${last}`}`);
  }),

  conversation(
    'R37',
    '<a/> beyond what was sent: stream error with the numbers',
    'SHOULD §6',
    async ({ romeo }) => {
      const phone = await romeo.signIn({ sm: 'resume' });
      const { handled } = sessionOf(phone);
      phone.say(A(handled + 10));
      await phone.hearStreamError('undefined-condition', tooHigh(handled + 10, handled));
      await phone.hearEvent('close');
      await phone.hearEvent('end');
    },
  ),

  conversation('R37', '… with a text for people', 'house', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume' });
    phone.say(A(sessionOf(phone).handled + 10));
    const error = await phone.hearStreamError('undefined-condition');
    if (!error.childText('text', NS.streamErrors)) throw phone.breach('no text');
  }),

  conversation('R37', '… and the session can be resumed', 'house', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume' });
    phone.say(A(sessionOf(phone).handled + 10));
    await phone.hearStreamError();
    await phone.ended();
    await resume(await romeo.arrive(), phone);
  }),
];
