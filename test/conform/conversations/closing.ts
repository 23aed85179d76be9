import { type Conversation, conversation } from '../conversation.js';
import { resume, sessionOf } from '../negotiation.js';
import { chat, FAILED, SM } from './nonzas.js';
import { couple } from './resuming.js';

const LOSSES = [
  ['RST', 'cut'],
  ['FIN', 'hangUp'],
  ['TLS close_notify, or a WebSocket close frame,', 'farewell'],
] as const;

export const CLOSING: readonly Conversation[] = [
  conversation('R39', 'a clean close ends the session: unavailable is sent', 'MUST §7', async (scene) => {
    const { phone, balcony } = await couple(scene);
    phone.say(`<presence to='${balcony.fullJid}'/>`);
    await balcony.hearPresence(`<presence from='${phone.fullJid}'/>`);
    await phone.close();
    await balcony.hearPresence(`<presence type='unavailable' from='${phone.fullJid}'/>`);
  }),

  conversation('R39', '… and it cannot be resumed', 'text §7', async ({ romeo }) => {
    const phone = await romeo.signIn({ sm: 'resume' });
    await phone.close();
    const next = await romeo.arrive();
    next.say(`<resume xmlns='${SM}' previd='${sessionOf(phone).id}' h='0'/>`);
    await next.hear(FAILED);
  }),

  ...LOSSES.map(([name, how]) =>
    conversation(
      'R40',
      `${name} without a stream close: the session hibernates`,
      'SHOULD §7',
      async (scene) => {
        const { phone, balcony } = await couple(scene);
        phone.say(`<presence to='${balcony.fullJid}'/>`);
        await balcony.hearPresence(`<presence from='${phone.fullJid}'/>`);
        phone.link[how]();
        await phone.ended();
        balcony.say(chat(phone.fullJid, '1'));
        const next = await scene.romeo.arrive();
        await resume(next, phone);
        await next.hear("<message id='1'/>");
        await balcony.settle();
        if (balcony.presencesSoFar().length > 0) throw balcony.breach('the loss was told');
      },
    ),
  ),
];
