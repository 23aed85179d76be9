import { NS } from '../../support/namespaces.js';
import { type Conversation, conversation } from '../conversation.js';
import { resume } from '../negotiation.js';
import { chat } from './nonzas.js';
import { couple } from './resuming.js';

/** How a stanza looks when it comes late. */
export const REDELIVERING: readonly Conversation[] = [
  conversation(
    'R20',
    'what is re-sent carries XEP-0203 delay with the time it was first sent',
    'SHOULD §4',
    async (scene) => {
      const { phone, balcony } = await couple(scene);
      phone.link.cut();
      // Stamps may have whole seconds only.
      const before = Date.now() - 1_000;
      balcony.say(chat(phone.fullJid, '1'));
      await balcony.settle();
      const after = Date.now() + 1_000;
      const next = await scene.romeo.arrive();
      await resume(next, phone);
      const message = await next.hear(`<message id='1'><delay xmlns='${NS.delay}' stamp='*'/></message>`);
      const stamp = Date.parse(message.child('delay', NS.delay)?.attrs['stamp'] ?? '');
      if (!(stamp >= before && stamp <= after)) throw next.breach('the stamp is not the time of sending');
    },
  ),

  conversation('R20', "the delay is from the server's domain", 'house', async (scene) => {
    const { phone, balcony } = await couple(scene);
    phone.link.cut();
    balcony.say(chat(phone.fullJid, '1'));
    await balcony.settle();
    const next = await scene.romeo.arrive();
    await resume(next, phone);
    await next.hear(`<message id='1'><delay xmlns='${NS.delay}' from='${scene.domain}'/></message>`);
  }),

  conversation(
    'R20',
    'a delay that is there is kept, no second one added; iq is never stamped',
    'house',
    async (scene) => {
      const { phone, balcony } = await couple(scene);
      const delay = `<delay xmlns='${NS.delay}' from='verona.example' stamp='1597-01-01T00:00:00Z'/>`;
      phone.link.cut();
      balcony.say(chat(phone.fullJid, '1', delay));
      balcony.say(`<iq to='${phone.fullJid}' type='get' id='2'><query xmlns='jabber:iq:version'/></iq>`);
      await balcony.settle();
      const next = await scene.romeo.arrive();
      await resume(next, phone);
      const message = await next.hear(`<message id='1'>${delay}</message>`);
      if (message.elements.filter((child) => child.is('delay', NS.delay)).length !== 1)
        throw next.breach('a second delay');
      const iq = await next.hear("<iq id='2'/>");
      if (iq.child('delay', NS.delay)) throw next.breach('a delay in an iq');
    },
  ),

  conversation('R47', 'ids are the same on re-send, whatever is in them', 'text §4', async (scene) => {
    const { phone, balcony } = await couple(scene);
    const id = '1 &quot;&amp;&lt;&gt; ümläut \u{1f42d}';
    phone.link.cut();
    balcony.say(`<message to='${phone.fullJid}' type='chat' id='${id}'><body>1</body></message>`);
    await balcony.settle();
    const next = await scene.romeo.arrive();
    await resume(next, phone);
    await next.hear(`<message id='${id}'/>`);
  }),
];
